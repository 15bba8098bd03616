using Microsoft.Extensions.Hosting;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Makes the feed before the connection starts, so that it listens from the first session on.</summary>
internal sealed class LiveFeedStart(RabbitMqLiveFeed feed) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
