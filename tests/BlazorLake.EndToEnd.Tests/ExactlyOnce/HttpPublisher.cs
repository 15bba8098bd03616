using System.Net;
using System.Text;
using BlazorLake.Testing.Portal;

namespace BlazorLake.EndToEnd.Tests.ExactlyOnce;

/// <summary>Sends a batch until it is answered 202, as a careful client does: the same ids again when the answer got lost.</summary>
internal static class HttpPublisher
{
    private const int BatchSize = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(PortalProcess portal, Workload work, CancellationToken cancellationToken)
    {
        using var client = portal.CreateClient();
        client.Timeout = TimeSpan.FromSeconds(20);
        using var pause = new PeriodicTimer(Pause);
        while (await work.TakeAsync(BatchSize, cancellationToken) is { Count: > 0 } numbers)
        {
            var body = Workload.CloudEvents(numbers);
            while (!await TrySendAsync(client, body, cancellationToken))
                await pause.WaitForNextTickAsync(cancellationToken);
            work.Confirm(numbers.Count);
        }
    }

    private static async Task<bool> TrySendAsync(HttpClient client, string body, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/cloudevents-batch+json");
            using var answer = await client.PostAsync(new Uri($"api/v1/streams/{Workload.Stream}/events", UriKind.Relative), content, cancellationToken);
            if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
                Assert.Fail($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            return answer.StatusCode == HttpStatusCode.Accepted;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
