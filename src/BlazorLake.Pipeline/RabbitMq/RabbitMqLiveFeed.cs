using System.Threading.Channels;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using BlazorLake.Pipeline.Live;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Tells every node, by a fanout exchange; each node listens on a queue of its own that goes away with its connection.</summary>
internal sealed partial class RabbitMqLiveFeed : ILiveFeed
{
    private const int MostWaiting = 1_000;
    private const int QueueLength = 1_000;

    private readonly InProcessLiveFeed _local;
    private readonly ILogger<RabbitMqLiveFeed> _logger;
    private readonly StreamWatcher _watcher;
    private readonly Channel<LiveChange> _waiting = Channel.CreateBounded<LiveChange>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly BrokerConnection _connection;

    /// <summary>So that a node does not hear itself.</summary>
    private readonly string _node = Guid.CreateVersion7().ToString("N");

    public RabbitMqLiveFeed(BrokerConnection connection, InProcessLiveFeed local, StreamWatcher watcher, ILogger<RabbitMqLiveFeed> logger)
    {
        _connection = connection;
        _local = local;
        _logger = logger;
        _watcher = watcher;
        connection.OnConnected(ListenAsync);
        _ = SendAsync();
    }

    public ValueTask PublishAsync(LiveChange change, CancellationToken cancellationToken)
    {
        // Whoever publishes must not wait for the broker: its own pages are told here, the other nodes as soon as it goes.
        _local.Tell(change);
        _waiting.Writer.TryWrite(change);
        return ValueTask.CompletedTask;
    }

    public IDisposable Subscribe(Action<LiveChange> handler) => _local.Subscribe(handler);

    public IDisposable Watch(StreamName stream, Action<IReadOnlyList<StreamEvent>> handler) => _watcher.Watch(stream, handler);

    private async Task SendAsync()
    {
        await foreach (var change in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                if (await _connection.GetAsync(CancellationToken.None) is { } session)
                    await session.PublishAsync(BrokerTopology.Live, "", new BasicProperties { AppId = _node, ContentType = "application/json" }, LiveChangeJson.Write(change), CancellationToken.None);
            }
            catch (Exception e)
            {
                LogNotTold(_logger, e);
            }
        }
    }

    private async Task ListenAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var queue = await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, new Dictionary<string, object?> { ["x-max-length"] = QueueLength }, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(queue.QueueName, BrokerTopology.Live, "", cancellationToken: cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            if (message.BasicProperties.AppId != _node && LiveChangeJson.Read(message.Body.Span) is { } change)
                _local.Tell(change);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
    }

    [LoggerMessage(EventId = 3510, Level = LogLevel.Debug, Message = "Other nodes could not be told of a change; their pages read the database")]
    private static partial void LogNotTold(ILogger logger, Exception error);
}
