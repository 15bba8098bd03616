using System.Buffers.Binary;
using System.Text;

namespace BlazorLake.Domain.Events;

/// <summary>Writes the form that <see cref="EventBatchCodec"/> describes.</summary>
internal sealed class EventBatchWriter(int maxSize)
{
    private const int UuidTextLength = 36;

    private readonly byte[] _bytes = new byte[maxSize];
    private int _size;

    /// <summary>An upper bound that is close: ids that are UUIDs count as 16 bytes, other text as ASCII would unless it is not.</summary>
    public static int MaxSize(EventBatch batch)
    {
        const int perEvent = 1 + (2 * sizeof(long)) + (5 * 5);
        long size = 128 + batch.Stream.Value.Length;
        StreamEvent? previous = null;
        foreach (var item in batch.Events)
        {
            size += perEvent + item.Data.Length + (item.Id.Length == UuidTextLength ? UuidTextLength * 3 : Encoding.UTF8.GetByteCount(item.Id));
            if (!ReferenceEquals(item.Source, previous?.Source))
                size += Encoding.UTF8.GetByteCount(item.Source);
            if (!ReferenceEquals(item.Type, previous?.Type))
                size += Encoding.UTF8.GetByteCount(item.Type);
            if (item.Subject is { } subject)
                size += Encoding.UTF8.GetByteCount(subject);
            previous = item;
        }

        return checked((int)size);
    }

    public void Write(EventBatch batch)
    {
        var receivedAt = batch.Events.Count > 0 ? batch.Events[0].ReceivedAt : DateTimeOffset.MinValue;
        _bytes[_size++] = EventBatchCodec.Version;
        _bytes[_size++] = (byte)((batch.IsHistory ? EventBatchCodec.History : 0)
            | batch.For switch { EventSide.Rules => EventBatchCodec.RulesOnly, EventSide.Lake => EventBatchCodec.LakeOnly, _ => 0 });
        WriteText(batch.Stream.Value);
        WriteInstant(receivedAt);
        WriteNumber((uint)batch.Events.Count);
        var source = EventBuilder.DefaultSource(batch.Stream);
        var type = batch.Stream.Value;
        foreach (var item in batch.Events)
        {
            WriteEvent(item, source, type, receivedAt);
            source = item.Source;
            type = item.Type;
        }
    }

    public byte[] ToArray() => _size == _bytes.Length ? _bytes : _bytes.AsSpan(0, _size).ToArray();

    private void WriteEvent(StreamEvent item, string source, string type, DateTimeOffset receivedAt)
    {
        var parts = (item.HasDerivedId ? EncodedParts.DerivedId : 0) | (item.Redelivered ? EncodedParts.Redelivered : 0)
            | (item.Source == source ? 0 : EncodedParts.Source) | (item.Type == type ? 0 : EncodedParts.Type) | (item.Subject is null ? 0 : EncodedParts.Subject)
            | (item.Time == receivedAt ? 0 : EncodedParts.Time) | (item.ReceivedAt == receivedAt ? 0 : EncodedParts.ReceivedAt);
        var isUuid = TryUuid(item.Id, out var uuid);
        _bytes[_size++] = (byte)(isUuid ? parts | EncodedParts.UuidId : parts);
        if (isUuid)
        {
            uuid.TryWriteBytes(_bytes.AsSpan(_size), bigEndian: true, out var written);
            _size += written;
        }
        else
        {
            WriteText(item.Id);
        }

        if (parts.HasFlag(EncodedParts.Source))
            WriteText(item.Source);
        if (parts.HasFlag(EncodedParts.Type))
            WriteText(item.Type);
        if (item.Subject is { } subject)
            WriteText(subject);
        if (parts.HasFlag(EncodedParts.Time))
            WriteInstant(item.Time);
        if (parts.HasFlag(EncodedParts.ReceivedAt))
            WriteInstant(item.ReceivedAt);
        WriteNumber((uint)item.Data.Length);
        item.Data.Span.CopyTo(_bytes.AsSpan(_size));
        _size += item.Data.Length;
    }

    /// <summary>Only a UUID as <see cref="Guid.ToString()"/> spells it comes back as the same text.</summary>
    private static bool TryUuid(string id, out Guid uuid)
    {
        uuid = default;
        if (id.Length != UuidTextLength || !Guid.TryParseExact(id, "D", out uuid))
            return false;
        foreach (var c in id)
        {
            if (c is >= 'A' and <= 'F')
                return false;
        }

        return true;
    }

    private void WriteInstant(DateTimeOffset at)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_size), at.UtcTicks / TimeSpan.TicksPerMicrosecond);
        _size += sizeof(long);
    }

    private void WriteText(string text)
    {
        WriteNumber((uint)Encoding.UTF8.GetByteCount(text));
        _size += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_size));
    }

    private void WriteNumber(uint value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes[_size++] = (byte)(value | 0x80);
        _bytes[_size++] = (byte)value;
    }
}
