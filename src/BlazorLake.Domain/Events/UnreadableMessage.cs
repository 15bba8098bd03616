namespace BlazorLake.Domain.Events;

/// <summary>A broker message that is no event, or an event that could not be processed, kept as it came, with the reason, so that a person can see it and send it again.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Stream">The routing key as it came; may be no stream name.</param>
/// <param name="Body">At most 1 MiB of the body; <paramref name="BodySizeBytes"/> is its whole size.</param>
/// <param name="Headers">AMQP properties and headers, as text.</param>
public sealed record UnreadableMessage(
    Guid Id,
    string Stream,
    DateTimeOffset ReceivedAt,
    string Reason,
    string? ContentType,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body,
    long BodySizeBytes,
    DateTimeOffset? ResentAt = null);
