namespace BlazorLake.Domain.Events;

/// <summary>Makes events of one intake: fills in what they did not bring, checks what they did.</summary>
internal sealed class EventBuilder
{
    private static volatile StreamSource? s_last;

    private readonly StreamName _stream;
    private readonly DateTimeOffset _receivedAt;
    private readonly TimeFieldReader? _timeField;
    private readonly string _source;
    private readonly UuidV7Source _ids;

    /// <summary>A time field that is no path is left out: settings are checked when they are saved.</summary>
    public EventBuilder(EventIntake intake)
    {
        _stream = intake.Stream;
        _receivedAt = EventInstant.Truncate(intake.ReceivedAt);
        _ids = new UuidV7Source(_receivedAt);
        _source = DefaultSource(intake.Stream);
        _timeField = intake.TimeField is { Length: > 0 } path && TimeFieldReader.TryParse(path, out var timeField) ? timeField : null;
    }

    /// <summary>The same text again for the same stream: every event of it would else hold its own.</summary>
    public static string DefaultSource(StreamName stream)
    {
        if (s_last is { } last && last.Stream == stream)
            return last.Source;
        var made = new StreamSource(stream, $"/streams/{stream.Value}");
        s_last = made;
        return made.Source;
    }

    /// <summary>The event, or null with <paramref name="error"/>.</summary>
    /// <param name="data">A checked JSON object.</param>
    public StreamEvent? Build(ReadOnlyMemory<byte> data, EventAttributes attributes, out string? error, bool hasDerivedId = false, bool redelivered = false)
    {
        error = CheckSize(data.Length)
            ?? Check("id", attributes.Id) ?? Check("source", attributes.Source) ?? Check("type", attributes.Type) ?? Check("subject", attributes.Subject);
        if (error is not null)
            return null;
        var time = _receivedAt;
        if (attributes.Time is { } text)
        {
            if (!EventInstant.TryParse(text, out time))
            {
                error = $"The time '{EventText.Shorten(text, 100)}' is not understood. Allowed: {EventInstant.Allowed}.";
                return null;
            }
        }
        else if (_timeField is not null)
        {
            time = _timeField.Read(data.Span, out error) ?? _receivedAt;
            if (error is not null)
                return null;
        }

        return new StreamEvent
        {
            Stream = _stream,
            Id = attributes.Id ?? _ids.Next().ToString(),
            Source = attributes.Source ?? _source,
            Type = attributes.Type ?? _stream.Value,
            Subject = attributes.Subject,
            Time = time,
            ReceivedAt = _receivedAt,
            Data = data,
            HasDerivedId = hasDerivedId,
            Redelivered = redelivered,
        };
    }

    public static string? CheckSize(int dataBytes) => dataBytes <= EventLimits.DataBytes
        ? null
        : $"The event's data has {EventText.Bytes(dataBytes)} bytes; at most {EventText.Bytes(EventLimits.DataBytes)} (256 KiB) are allowed.";

    private static string? Check(string name, string? value) => value is null ? null : EventText.Check(name, value);

    private sealed record StreamSource(StreamName Stream, string Source);
}
