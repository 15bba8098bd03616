using RabbitMQ.Client;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Publishing over one connection, with confirms. Thread-safe.</summary>
internal sealed class BrokerSession : IAsyncDisposable
{
    private const int ChannelCount = 2;

    private readonly IChannel[] _channels;
    private volatile string? _blocked;
    private uint _next;

    private BrokerSession(IConnection connection, IChannel[] channels)
    {
        Connection = connection;
        _channels = channels;
        connection.ConnectionBlockedAsync += (_, blocked) =>
        {
            _blocked = $"The broker takes no messages now: {blocked.Reason}.";
            return Task.CompletedTask;
        };
        connection.ConnectionUnblockedAsync += (_, _) =>
        {
            _blocked = null;
            return Task.CompletedTask;
        };
    }

    public IConnection Connection { get; }

    /// <summary>Why the broker asked us to wait; null when it did not.</summary>
    public string? Blocked => _blocked;

    public static async Task<BrokerSession> OpenAsync(IConnection connection, BrokerOptions options, CancellationToken cancellationToken)
    {
        var channels = new IChannel[ChannelCount];
        for (var i = 0; i < channels.Length; i++)
            channels[i] = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null),
                cancellationToken);
        return new BrokerSession(connection, channels);
    }

    /// <summary>Returns after the broker's confirm.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.PublishException">The broker refused it, or no queue took it.</exception>
    public ValueTask PublishAsync(string exchange, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        _channels[Interlocked.Increment(ref _next) % ChannelCount].BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
            await channel.DisposeAsync();
    }
}
