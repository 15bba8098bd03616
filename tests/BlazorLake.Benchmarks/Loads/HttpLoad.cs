using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using BlazorLake.Testing.Portal;

namespace BlazorLake.Benchmarks.Loads;

/// <summary>NDJSON requests of 1,000 events; a 429 is obeyed and counted.</summary>
internal sealed class HttpLoad(PortalProcess portal)
{
    private const int EventsPerRequest = 1_000;

    private long _accepted;
    private long _refused;

    public long Accepted => Interlocked.Read(ref _accepted);

    public long Refused => Interlocked.Read(ref _refused);

    public Task RunAsync(int senders, TimeSpan duration, CancellationToken cancellationToken)
    {
        var body = Payload.NdJson(0, EventsPerRequest);
        return Task.WhenAll(Enumerable.Range(0, senders).Select(_ => SendAsync(body, duration, cancellationToken)));
    }

    private async Task SendAsync(byte[] body, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var client = portal.CreateClient();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < duration)
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } };
            using var answer = await client.PostAsync(new Uri($"api/v1/streams/{Payload.Stream}/events", UriKind.Relative), content, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.Accepted)
            {
                Interlocked.Add(ref _accepted, EventsPerRequest);
            }
            else if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Interlocked.Increment(ref _refused);
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), cancellationToken);
            }
            else
            {
                throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            }
        }
    }
}
