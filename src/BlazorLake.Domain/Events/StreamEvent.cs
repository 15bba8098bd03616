namespace BlazorLake.Domain.Events;

/// <summary>One immutable occurrence at a producer, accepted into a stream; its attributes are those of CloudEvents 1.0.</summary>
/// <remarks>Thread-safe: immutable. <see cref="Data"/> must not be changed after construction.</remarks>
public sealed class StreamEvent
{
    private EventKey? _key;

    public required StreamName Stream { get; init; }

    /// <summary>Unique within <see cref="Source"/>; never empty.</summary>
    public required string Id { get; init; }

    /// <summary>Who produced it; never empty. Default for a producer that names none: <c>/streams/{stream}</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What kind of event; never empty. Default: the stream's name.</summary>
    public required string Type { get; init; }

    public string? Subject { get; init; }

    /// <summary>When it happened (event time), UTC, whole microseconds, year 1 to 9999.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When we accepted it, UTC, whole microseconds.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>One JSON object as received: valid UTF-8 JSON, depth at most 64, member names unique, at most 256 KiB.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Whether <see cref="Id"/> was made by us from the content because an AMQP message carried none (see ADR 0004).</summary>
    public bool HasDerivedId { get; init; }

    /// <summary>Whether the broker says it delivered this before; only meaningful with <see cref="HasDerivedId"/>.</summary>
    public bool Redelivered { get; init; }

    public EventKey Key => _key ??= EventKey.Of(Stream, Source, Id);
}
