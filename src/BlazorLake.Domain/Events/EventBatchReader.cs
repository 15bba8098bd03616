using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace BlazorLake.Domain.Events;

/// <summary>Reads the form that <see cref="EventBatchCodec"/> describes; never past its end, never allocating more than the bytes can hold.</summary>
internal ref struct EventBatchReader(ReadOnlyMemory<byte> bytes)
{
    private const int SmallestEvent = 3;

    private readonly ReadOnlyMemory<byte> _bytes = bytes;
    private readonly ReadOnlySpan<byte> _span = bytes.Span;

    public int Position { get; private set; }

    /// <summary>What was wrong, after <see cref="Read"/> gave null.</summary>
    public string? Defect { get; private set; }

    public EventBatch? Read()
    {
        var version = Byte();
        if (Defect is null && version != EventBatchCodec.Version)
            Fail($"version {version} is not understood, {EventBatchCodec.Version} is");
        var flags = Byte();
        var side = flags & ~EventBatchCodec.History;
        if (Defect is null && side is not (0 or EventBatchCodec.RulesOnly or EventBatchCodec.LakeOnly))
            Fail($"unknown flags {flags}");
        var name = Text();
        if (!StreamName.TryParse(name, out var stream))
            Fail("no stream name");
        var receivedAt = Instant();
        var count = Number();
        if (Defect is null && (count == 0 || count > (_span.Length - Position) / SmallestEvent))
            Fail("a number of events that cannot be");
        if (Defect is not null)
            return null;
        var events = new List<StreamEvent>(count);
        var source = EventBuilder.DefaultSource(stream);
        var type = stream.Value;
        for (var i = 0; i < count; i++)
        {
            var item = Event(stream, source, type, receivedAt);
            if (Defect is not null)
                return null;
            source = item.Source;
            type = item.Type;
            events.Add(item);
        }

        if (Position == _span.Length)
            return new EventBatch(stream, events, (flags & EventBatchCodec.History) != 0, side switch
            {
                EventBatchCodec.RulesOnly => EventSide.Rules,
                EventBatchCodec.LakeOnly => EventSide.Lake,
                _ => EventSide.Both,
            });
        Fail("more bytes than events");
        return null;
    }

    private StreamEvent Event(StreamName stream, string source, string type, DateTimeOffset receivedAt)
    {
        var parts = (EncodedParts)Byte();
        return new StreamEvent
        {
            Stream = stream,
            Id = parts.HasFlag(EncodedParts.UuidId) ? Uuid() : Text(),
            Source = parts.HasFlag(EncodedParts.Source) ? Text() : source,
            Type = parts.HasFlag(EncodedParts.Type) ? Text() : type,
            Subject = parts.HasFlag(EncodedParts.Subject) ? Text() : null,
            Time = parts.HasFlag(EncodedParts.Time) ? Instant() : receivedAt,
            ReceivedAt = parts.HasFlag(EncodedParts.ReceivedAt) ? Instant() : receivedAt,
            Data = Data(),
            HasDerivedId = parts.HasFlag(EncodedParts.DerivedId),
            Redelivered = parts.HasFlag(EncodedParts.Redelivered),
        };
    }

    private void Fail(string defect) => Defect ??= defect;

    private byte Byte()
    {
        if (Defect is null && Position < _span.Length)
            return _span[Position++];
        Fail("the bytes end too early");
        return 0;
    }

    private ReadOnlySpan<byte> Take(int size)
    {
        if (Defect is null && size <= _span.Length - Position)
        {
            var taken = _span.Slice(Position, size);
            Position += size;
            return taken;
        }

        Fail("the bytes end too early");
        return default;
    }

    private string Text()
    {
        var text = Take(Number());
        if (Utf8.IsValid(text))
            return Encoding.UTF8.GetString(text);
        Fail("text that is not UTF-8");
        return "";
    }

    private string Uuid() => Take(16) is { Length: 16 } bytes ? new Guid(bytes, bigEndian: true).ToString() : "";

    private ReadOnlyMemory<byte> Data()
    {
        var size = Number();
        var start = Position;
        Take(size);
        return Defect is null ? _bytes.Slice(start, size) : default;
    }

    private DateTimeOffset Instant()
    {
        var micros = Take(sizeof(long)) is { Length: sizeof(long) } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;
        if (micros >= 0 && micros <= DateTime.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond)
            return new DateTimeOffset(micros * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        Fail("an instant outside the years 1 to 9999");
        return default;
    }

    private int Number()
    {
        var value = 0L;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = Byte();
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
                break;
        }

        if (value <= int.MaxValue)
            return (int)value;
        Fail("a length that cannot be");
        return 0;
    }
}
