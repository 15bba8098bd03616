using Microsoft.Extensions.Hosting;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Makes what listens before the connection starts, so that it listens from the first session on.</summary>
internal sealed class ListenersStart(RabbitMqLiveFeed feed, DeadLetters deadLetters) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(deadLetters);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
