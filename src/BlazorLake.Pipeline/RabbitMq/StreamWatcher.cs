using System.Threading.Channels;
using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Live;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Shows watched streams as their events arrive, from a short-lived queue bound to their routing keys: nothing is bound, and nothing costs, while nobody watches.</summary>
internal sealed partial class StreamWatcher
{
    // The broker drops the oldest when more arrives than is shown.
    private const int QueueLength = 200;
    private const ushort Prefetch = 20;

    private readonly StreamWatches _watches;
    private readonly MessageIntake _intake;
    private readonly TimeProvider _time;
    private readonly ILogger<StreamWatcher> _logger;
    private readonly Channel<(StreamName Stream, bool Watched)> _changes = Channel.CreateUnbounded<(StreamName, bool)>();
    private volatile IChannel? _channel;
    private volatile string _queue = "";

    public StreamWatcher(BrokerConnection connection, MessageIntake intake, TimeProvider time, ILogger<StreamWatcher> logger)
    {
        _intake = intake;
        _time = time;
        _logger = logger;
        _watches = new StreamWatches(time, logger) { Changed = (stream, watched) => _changes.Writer.TryWrite((stream, watched)) };
        connection.OnConnected(ListenAsync);
        _ = FollowChangesAsync();
    }

    public IDisposable Watch(StreamName stream, Action<IReadOnlyList<StreamEvent>> handler) => _watches.Add(stream, handler);

    private async Task ListenAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.BasicQosAsync(0, Prefetch, global: false, cancellationToken);
        var queue = await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, new Dictionary<string, object?>
        {
            ["x-max-length"] = QueueLength,
            ["x-overflow"] = "drop-head",
        }, cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) => ShowAsync(channel, message);
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: false, consumer, cancellationToken);
        (_queue, _channel) = (queue.QueueName, channel);
        foreach (var stream in _watches.Streams)
            await channel.QueueBindAsync(queue.QueueName, BrokerTopology.Events, stream.Value, cancellationToken: cancellationToken);
    }

    private async Task ShowAsync(IChannel channel, BasicDeliverEventArgs message)
    {
        var delivery = await _intake.ReadAsync(message.RoutingKey, message.BasicProperties, message.Body, message.Redelivered, CancellationToken.None);
        if (delivery.Batch is { } batch)
        {
            _watches.Offer(batch.Events);
            // Slower than they arrive on purpose: one acknowledgement's worth of wait keeps this at a few hundred a second.
            await Task.Delay(TimeSpan.FromSeconds((double)batch.Events.Count / StreamWatches.MostPerSecond / 2 is var wait && wait < 1 ? wait : 1), _time);
        }
        if (channel.IsOpen)
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
    }

    private async Task FollowChangesAsync()
    {
        await foreach (var (stream, _) in _changes.Reader.ReadAllAsync())
        {
            try
            {
                if (_channel is not { IsOpen: true } channel)
                    continue;
                // What counts is how it is now: changes may have crossed.
                if (_watches.IsWatched(stream))
                    await channel.QueueBindAsync(_queue, BrokerTopology.Events, stream.Value);
                else
                    await channel.QueueUnbindAsync(_queue, BrokerTopology.Events, stream.Value);
            }
            catch (Exception e)
            {
                LogNotWatched(_logger, stream, e);
            }
        }
    }

    [LoggerMessage(EventId = 3511, Level = LogLevel.Warning, Message = "Stream {Stream} could not be watched; it is tried again with the next connection to the broker")]
    private static partial void LogNotWatched(ILogger logger, StreamName stream, Exception error);
}
