using System.Diagnostics.CodeAnalysis;

namespace BlazorLake.Domain.Events;

/// <summary>The compact binary form in which a batch travels: one journal row, or one broker message of type <see cref="ContentType"/>.</summary>
/// <remarks>
/// Version 1, all numbers little-endian, lengths and counts as LEB128: version byte; flags (1: history, 2: for the rules only, 4: for the lake only); stream; received time; count; then each event:
/// flags, id (16 bytes when it is a canonical UUID, else text), source, type and subject where they differ from the event before (the first: from the defaults), time and
/// received time (microseconds since year 1) where they differ from the batch's received time, data. Thread-safe.
/// </remarks>
public static class EventBatchCodec
{
    public const string ContentType = "application/x-blazorlake-events";

    internal const byte Version = 1;

    internal const byte History = 1;

    internal const byte RulesOnly = 2;

    internal const byte LakeOnly = 4;

    /// <summary>The binary form in an array of exactly its size.</summary>
    public static byte[] Encode(EventBatch batch)
    {
        var writer = new EventBatchWriter(EventBatchWriter.MaxSize(batch));
        writer.Write(batch);
        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="Encode"/> wrote; the events' data are slices of <paramref name="bytes"/>.</summary>
    /// <remarks>Bounds are checked; that data is JSON and attributes are allowed is not: for bytes that came over a broker see <see cref="AmqpEventDecoder"/>.</remarks>
    /// <exception cref="EventBatchFormatException">The bytes are not such a batch.</exception>
    public static EventBatch Decode(ReadOnlyMemory<byte> bytes) =>
        TryDecode(bytes, out var batch, out var defect) ? batch : throw new EventBatchFormatException(defect);

    /// <summary>As <see cref="Decode"/>; false with <paramref name="defect"/> when the bytes are not such a batch.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out EventBatch? batch, [NotNullWhen(false)] out string? defect)
    {
        var reader = new EventBatchReader(bytes);
        batch = reader.Read();
        defect = batch is null ? $"Not a batch of events: {reader.Defect} at byte {EventText.Bytes(reader.Position)} of {EventText.Bytes(bytes.Length)}." : null;
        return batch is not null;
    }
}

/// <summary>Bytes that should be a batch of events are not.</summary>
public sealed class EventBatchFormatException : FormatException
{
    public EventBatchFormatException()
    {
    }

    public EventBatchFormatException(string message)
        : base(message)
    {
    }

    public EventBatchFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>What an event of a batch carries itself.</summary>
[Flags]
internal enum EncodedParts : byte
{
    None = 0,
    UuidId = 1,
    Source = 2,
    Type = 4,
    Subject = 8,
    Time = 16,
    ReceivedAt = 32,
    DerivedId = 64,
    Redelivered = 128,
}
