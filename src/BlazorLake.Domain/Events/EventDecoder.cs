using System.Text.Json;
using System.Text.Unicode;

namespace BlazorLake.Domain.Events;

/// <summary>Decodes request bodies into events: the one way for HTTP, AMQP and import.</summary>
/// <remarks>
/// Each event is judged on its own. Only what leaves no way to tell where the next event begins (a body that is not JSON) rejects a whole body; in NDJSON each line stands for itself.
/// Not thread-safe; make one per body. Source: CONTRACT.md section 3, CloudEvents 1.0 JSON format.
/// </remarks>
public sealed class EventDecoder
{
    private const byte NewLine = (byte)'\n';

    private const string NoEvent = "The request holds no event.";

    private readonly List<StreamEvent> _events = [];
    private readonly List<RejectedEvent> _rejected = [];
    private readonly EventBuilder _builder;
    private readonly JsonText _json = JsonText.OfThread;
    private long _rejectedCount;
    private int _index;

    private EventDecoder(EventIntake intake) => _builder = new EventBuilder(intake);

    /// <summary>Decodes <paramref name="body"/>; the events' data are slices of it.</summary>
    public static DecodedEvents Decode(ReadOnlyMemory<byte> body, EventFormat format, EventIntake intake)
    {
        if (body.Length > EventLimits.RequestBytes)
            return DecodedEvents.Of(new BodyDefect($"The body has {EventText.Bytes(body.Length)} bytes; at most {EventText.Bytes(EventLimits.RequestBytes)} (32 MiB) are allowed.", TooLarge: true));
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (EncodingDefect(body.Span) is { } encoding)
            return DecodedEvents.Of(new BodyDefect(encoding));
        if (Trim(body).IsEmpty)
            return DecodedEvents.Of(new BodyDefect(NoEvent));
        var decoder = new EventDecoder(intake);
        var defect = format == EventFormat.NdJson ? decoder.ReadLines(body) : decoder.ReadJson(body, format);
        if (defect is not null)
            return DecodedEvents.Of(defect);
        return decoder._index == 0
            ? DecodedEvents.Of(new BodyDefect(NoEvent))
            : new DecodedEvents(decoder._events, decoder._rejected, decoder._rejectedCount);
    }

    /// <summary>Decodes one event whose attributes came beside it (CloudEvents binary mode, AMQP properties, a row of a file) and whose whole <paramref name="body"/> is its data.</summary>
    public static DecodedEvents DecodeData(ReadOnlyMemory<byte> body, EventAttributes attributes, EventIntake intake) =>
        DecodeData(body, attributes, intake, hasDerivedId: false, redelivered: false);

    internal static DecodedEvents DecodeData(ReadOnlyMemory<byte> body, EventAttributes attributes, EventIntake intake, bool hasDerivedId, bool redelivered)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (EncodingDefect(body.Span) is { } encoding)
            return DecodedEvents.Of(new BodyDefect(encoding));
        var decoder = new EventDecoder(intake);
        decoder.ReadWhole(Trim(body), !Utf8.IsValid(body.Span), attributes, hasDerivedId, redelivered);
        return new DecodedEvents(decoder._events, decoder._rejected, decoder._rejectedCount);
    }

    private BodyDefect? ReadLines(ReadOnlyMemory<byte> body)
    {
        var checkUtf8 = !Utf8.IsValid(body.Span);
        while (!body.IsEmpty)
        {
            var end = body.Span.IndexOf(NewLine);
            var line = Trim(end < 0 ? body : body[..end]);
            body = end < 0 ? default : body[(end + 1)..];
            if (line.IsEmpty)
                continue;
            if (_index == EventLimits.EventsPerRequest)
                return TooMany();
            ReadWhole(line, checkUtf8, EventAttributes.None);
        }

        return null;
    }

    private void ReadWhole(ReadOnlyMemory<byte> text, bool checkUtf8, EventAttributes attributes, bool hasDerivedId = false, bool redelivered = false)
    {
        try
        {
            var reader = new Utf8JsonReader(text.Span, JsonText.Options);
            if (text.IsEmpty)
                Reject("There is no data; a JSON object is expected.");
            else if (EventBuilder.CheckSize(text.Length) is { } tooLarge)
                Reject(tooLarge);
            else if (text.Span[0] is not ((byte)'{' or (byte)'['))
                Reject(NotAnObject(text.Span[0]));
            else
                ReadData(ref reader, text, checkUtf8, attributes, hasDerivedId, redelivered);
        }
        catch (JsonException exception)
        {
            Reject(JsonText.Describe(exception));
        }
    }

    private void ReadData(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, bool checkUtf8, EventAttributes attributes, bool hasDerivedId, bool redelivered)
    {
        reader.Read();
        var first = reader.TokenType;
        var error = _json.Check(ref reader, text.Span, checkUtf8);
        reader.Read(); // Throws when anything but blanks follows.
        error ??= first == JsonTokenType.StartObject ? null : NotAnObject(text.Span[0]);
        Add(error is null ? _builder.Build(text, attributes, out error, hasDerivedId, redelivered) : null, error);
    }

    private BodyDefect? ReadJson(ReadOnlyMemory<byte> body, EventFormat format)
    {
        try
        {
            return ReadDocument(body, format);
        }
        catch (JsonException exception)
        {
            return new BodyDefect(JsonText.Describe(exception));
        }
    }

    private BodyDefect? ReadDocument(ReadOnlyMemory<byte> body, EventFormat format)
    {
        var reader = new Utf8JsonReader(body.Span, JsonText.Options);
        var checkUtf8 = !Utf8.IsValid(body.Span);
        reader.Read();
        var isArray = reader.TokenType == JsonTokenType.StartArray;
        if (isArray != (format == EventFormat.CloudEventBatch) && format != EventFormat.Json)
            return new BodyDefect($"The body is {Name(reader.TokenType)}; {(isArray ? $"one CloudEvent (a JSON object) is expected; send an array as {EventFormats.CloudEventBatch}" : "an array of CloudEvents is expected")}.");
        if (isArray)
            reader.Read();
        while (reader.TokenType != JsonTokenType.EndArray)
        {
            if (_index == EventLimits.EventsPerRequest)
                return TooMany();
            ReadElement(ref reader, body, checkUtf8, format);
            if (!reader.Read())
                return null;
        }

        reader.Read();
        return null;
    }

    private void ReadElement(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, bool checkUtf8, EventFormat format)
    {
        var type = reader.TokenType;
        var start = (int)reader.TokenStartIndex;
        if (format != EventFormat.Json && type == JsonTokenType.StartObject)
        {
            var cloudEvent = CloudEventReader.Read(ref reader, body, checkUtf8, _json, out var defect);
            Add(cloudEvent is null ? null : _builder.Build(cloudEvent.Data, cloudEvent.Attributes, out defect), defect);
            return;
        }

        var error = _json.Check(ref reader, body.Span, checkUtf8);
        var data = body[start..(int)reader.BytesConsumed];
        error ??= type == JsonTokenType.StartObject ? null : $"An event is a JSON object; this is {Name(type)}.";
        Add(error is null ? _builder.Build(data, EventAttributes.None, out error) : null, error);
    }

    private void Add(StreamEvent? accepted, string? error)
    {
        if (accepted is null)
        {
            Reject(error!);
            return;
        }

        _events.Add(accepted);
        _index++;
    }

    private void Reject(string error)
    {
        if (_rejected.Count < EventLimits.ListedRejections)
            _rejected.Add(new RejectedEvent(_index, error));
        _rejectedCount++;
        _index++;
    }

    private static BodyDefect TooMany() =>
        new($"The request holds more than {EventText.Bytes(EventLimits.EventsPerRequest)} events; send them in several requests.", TooLarge: true);

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> text) => text.Trim(" \t\r\n"u8);

    private static string NotAnObject(byte first) => first switch
    {
        (byte)'[' => "An event is a JSON object; this is an array.",
        (byte)'"' => "An event is a JSON object; this is a string.",
        (byte)'-' or (>= (byte)'0' and <= (byte)'9') => "An event is a JSON object; this is a number.",
        _ => $"Malformed JSON: an object is expected, which begins with {{; this begins with byte 0x{first:X2}.",
    };

    private static string Name(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };

    /// <summary>JSON text begins with an ASCII character, so that a zero byte in its first two gives UTF-16 and UTF-32 away.</summary>
    private static string? EncodingDefect(ReadOnlySpan<byte> body) =>
        body.Length >= 2 && (body[0] == 0 || body[1] == 0 || body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            ? "The body looks like UTF-16 or UTF-32; JSON must be UTF-8."
            : null;
}
