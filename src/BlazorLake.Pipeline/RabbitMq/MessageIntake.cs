using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Deliveries;
using RabbitMQ.Client;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Turns raw messages into deliveries.</summary>
internal sealed class MessageIntake(StreamTimeFields timeFields, TimeProvider time)
{
    private const int KeptBytes = 1 << 20;
    private static readonly IReadOnlyDictionary<string, object?> NoHeaders = new Dictionary<string, object?>();

    public async ValueTask<BrokerDelivery> ReadAsync(
        string routingKey, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, bool redelivered, CancellationToken lost)
    {
        var timeField = await timeFields.ReadAsync(routingKey, lost);
        var message = MessageOf(routingKey, properties, body, redelivered);
        var decoded = AmqpEventDecoder.Decode(message, _ => timeField);
        return new BrokerDelivery(message, decoded.Batch, decoded.Reason is { } reason ? Unreadable(message, reason) : null, lost);
    }

    public AmqpMessage MessageOf(string routingKey, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, bool redelivered) => new(
        routingKey,
        properties.IsContentTypePresent() ? properties.ContentType : null,
        properties.IsContentEncodingPresent() ? properties.ContentEncoding : null,
        properties.IsMessageIdPresent() ? properties.MessageId : null,
        properties.IsTimestampPresent() ? Instant(properties.Timestamp) : null,
        properties.IsHeadersPresent() && properties.Headers is { } headers ? Convert(headers) : NoHeaders,
        body,
        redelivered,
        Truncate(time.GetUtcNow()));

    public static UnreadableMessage Unreadable(AmqpMessage message, string reason) => new(
        Guid.CreateVersion7(message.ReceivedAt),
        message.RoutingKey,
        message.ReceivedAt,
        reason,
        message.ContentType,
        StoredHeaders.From(message),
        message.Body[..Math.Min(message.Body.Length, KeptBytes)],
        message.Body.Length);

    private static Dictionary<string, object?> Convert(IDictionary<string, object?> headers)
    {
        var converted = new Dictionary<string, object?>(headers.Count);
        foreach (var (name, value) in headers)
            converted[name] = value is AmqpTimestamp at ? Instant(at) : value;
        return converted;
    }

    // A publisher may send any 64-bit number; what is no instant is no time.
    private static DateTimeOffset? Instant(AmqpTimestamp at) =>
        at.UnixTime is >= -62_135_596_800 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(at.UnixTime) : null;

    private static DateTimeOffset Truncate(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
