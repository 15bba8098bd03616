using BlazorLake.Testing.Portal;
using BlazorLake.Testing.Processes;

namespace BlazorLake.EndToEnd.Tests.MainJob;

/// <summary>A publisher that is in no way ours: librabbitmq's command line tool, or curl.</summary>
internal static class Outsider
{
    public static Task PublishOverAmqpAsync(Uri broker, string stream, string data, CancellationToken cancellationToken) => ChildProcess.RunAsync(
        "amqp-publish",
        [$"--url={broker}", "--exchange=blazorlake.events", $"--routing-key={stream}", "--content-type=application/json", $"--body={data}"],
        cancellationToken);

    public static Task PublishOverHttpAsync(PortalProcess portal, string stream, string data, CancellationToken cancellationToken) => ChildProcess.RunAsync(
        "curl",
        ["--silent", "--show-error", "--fail-with-body", "-H", $"Authorization: Bearer {PortalProcess.ApiKey}", "-H", "Content-Type: application/json", "-d", data, $"{portal.Uri}api/v1/streams/{stream}/events"],
        cancellationToken);
}
