using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Streams;
using BlazorLake.Pipeline.Deliveries;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Brings what the broker gave up among the failed messages, where a person sees it and sends it again, with a whole copy in the error queue.</summary>
/// <remarks>In every process, because the workers may be just what is not running. Never looks into a message: its content may be what its workers died of.</remarks>
internal sealed partial class DeadLetters
{
    private const ushort Prefetch = 5;

    private readonly MessageIntake _intake;
    private readonly IUnreadableMessageStore _store;
    private readonly BrokerErrorQueue _errors;
    private readonly ILiveFeed _feed;
    private readonly BrokerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<DeadLetters> _logger;

    public DeadLetters(
        BrokerConnection connection, MessageIntake intake, IUnreadableMessageStore store, BrokerErrorQueue errors, ILiveFeed feed, BrokerOptions options, TimeProvider time, ILogger<DeadLetters> logger)
    {
        _intake = intake;
        _store = store;
        _errors = errors;
        _feed = feed;
        _options = options;
        _time = time;
        _logger = logger;
        connection.OnConnected(ListenAsync);
    }

    private async Task ListenAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.BasicQosAsync(0, Prefetch, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) => TakeAsync(channel, message);
        await channel.BasicConsumeAsync(BrokerTopology.Dead, autoAck: false, consumer, cancellationToken);
    }

    // Tried until it succeeds or the channel is gone: then the broker delivers it again.
    private async Task TakeAsync(IChannel channel, BasicDeliverEventArgs message)
    {
        var letter = DeadLetter.Of(message.BasicProperties);
        var properties = BrokerProperties.Original(message.BasicProperties);
        var kept = Kept(letter, message.RoutingKey, properties, message.Body);
        for (var failures = 1; channel.IsOpen; failures++)
        {
            try
            {
                await _store.KeepAsync([kept], message.CancellationToken);
                await _errors.SendAsync(kept, message.RoutingKey, BrokerProperties.Original(message.BasicProperties), message.Body, message.CancellationToken);
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, message.CancellationToken);
                LogKept(_logger, letter.Queue, letter.Cause, kept.Id);
                await _feed.PublishAsync(new LiveChange.StreamsChanged(), message.CancellationToken);
                return;
            }
            catch (Exception e) when (!message.CancellationToken.IsCancellationRequested)
            {
                LogNotKept(_logger, letter.Queue, e);
                await Task.Delay(Backoff.After(failures), _time, message.CancellationToken);
            }
        }
    }

    private UnreadableMessage Kept(DeadLetter letter, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body)
    {
        var kept = MessageIntake.Unreadable(_intake.MessageOf(routingKey, properties, body, redelivered: false), letter.Reason(_options.DeliveryLimit));
        return kept with
        {
            Headers = new Dictionary<string, string>(kept.Headers) { [StoredHeaders.Queue] = letter.Queue },
            // The broker's client takes the memory back.
            Body = kept.Body.ToArray(),
        };
    }

    [LoggerMessage(EventId = 3520, Level = LogLevel.Error, Message = "The broker gave up a message of queue {Queue} ({Cause}); it is among the failed messages as {Id}")]
    private static partial void LogKept(ILogger logger, string queue, string cause, Guid id);

    [LoggerMessage(EventId = 3521, Level = LogLevel.Warning, Message = "A message of queue {Queue} that the broker gave up could not be kept yet; trying again")]
    private static partial void LogNotKept(ILogger logger, string queue, Exception error);
}
