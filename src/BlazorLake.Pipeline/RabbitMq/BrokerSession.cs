using RabbitMQ.Client;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Publishing over one connection, with confirms. Thread-safe.</summary>
internal sealed class BrokerSession
{
    private const int ChannelCount = 2;

    private readonly IChannel[] _channels;
    private readonly BrokerOptions _options;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<string> _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _blocked;
    private uint _next;
    private long _confirmedAt;

    private BrokerSession(IConnection connection, IChannel[] channels, BrokerOptions options, TimeProvider time)
    {
        Connection = connection;
        _channels = channels;
        _options = options;
        _time = time;
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

    /// <summary>Completes with the reason when the connection is open but of no use.</summary>
    public Task<string> Abandoned => _abandoned.Task;

    public static async Task<BrokerSession> OpenAsync(IConnection connection, BrokerOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var channels = new IChannel[ChannelCount];
        for (var i = 0; i < channels.Length; i++)
            channels[i] = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null),
                cancellationToken);
        return new BrokerSession(connection, channels, options, time);
    }

    /// <summary>Returns after the broker's confirm.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.PublishException">The broker refused it, or no queue took it.</exception>
    /// <exception cref="TimeoutException">There was no confirm in time. It may have arrived all the same.</exception>
    public async Task PublishAsync(string exchange, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var startedAt = _time.GetTimestamp();
        using var limit = new CancellationTokenSource(_options.ConfirmTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var channel = _channels[Interlocked.Increment(ref _next) % ChannelCount];
            await channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body, either.Token);
            Volatile.Write(ref _confirmedAt, _time.GetTimestamp());
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var late = $"The broker did not confirm within {_options.ConfirmTimeout.TotalSeconds:0} s (setting Broker:ConfirmTimeout).";
            // A broker that is only slow confirms others meanwhile. One that forgot this connection's messages while it recovered confirms none, until there is a new connection.
            if (Volatile.Read(ref _confirmedAt) < startedAt && _blocked is null)
                _abandoned.TrySetResult(late);
            throw new TimeoutException(late);
        }
    }
}
