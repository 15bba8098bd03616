namespace BlazorLake.Domain.Events;

/// <summary>A broker message as it came, free of any client library.</summary>
/// <param name="RoutingKey">Should name the stream.</param>
/// <param name="ContentType">The property; null when the publisher set none.</param>
/// <param name="ContentEncoding">The property; only absent, <c>identity</c>, <c>utf-8</c>, <c>gzip</c>, <c>deflate</c> and <c>br</c> are understood.</param>
/// <param name="MessageId">The property <c>message_id</c>: the event's id when there are no CloudEvents attributes.</param>
/// <param name="Timestamp">The property <c>timestamp</c>: the event's time when there are no CloudEvents attributes.</param>
/// <param name="Headers">Values as text, UTF-8 bytes, number, boolean or <see cref="DateTimeOffset"/> (client-library types converted).</param>
/// <param name="Body">At most what the broker lets through.</param>
/// <param name="Redelivered">Whether the broker says it delivered this before.</param>
/// <param name="ReceivedAt">Now.</param>
public sealed record AmqpMessage(
    string RoutingKey,
    string? ContentType,
    string? ContentEncoding,
    string? MessageId,
    DateTimeOffset? Timestamp,
    IReadOnlyDictionary<string, object?> Headers,
    ReadOnlyMemory<byte> Body,
    bool Redelivered,
    DateTimeOffset ReceivedAt);

/// <summary>What a broker message held. At least one of the two is set; both when only some events of a batch could be read.</summary>
/// <param name="Batch">The events; their data are slices of the message's body (or of its decompressed copy).</param>
/// <param name="Reason">Why the message, or part of it, could not be read: it belongs in the error queue. Sending it again repeats nothing that was read: those events have ids.</param>
public sealed record AmqpDecoding(EventBatch? Batch, string? Reason);
