using System.Text.Json;

namespace BlazorLake.Domain.Events;

/// <summary>A structured CloudEvent, taken apart.</summary>
internal sealed record CloudEvent(EventAttributes Attributes, ReadOnlyMemory<byte> Data);

/// <summary>Reads structured CloudEvents 1.0. Extension attributes are checked and left out: a stream's events have no place for them.</summary>
internal static class CloudEventReader
{
    private const string Required = "A CloudEvent has the attributes specversion, id, source and type";

    /// <summary>The reader stands on the event's <c>{</c> and is left on its <c>}</c>. Null with <paramref name="error"/> when it is no CloudEvent.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static CloudEvent? Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, bool checkUtf8, JsonText json, out string? error)
    {
        // One pass that finds everything wrong with the JSON, then one over the envelope's own members.
        var inner = reader;
        error = json.Check(ref reader, body.Span, checkUtf8, freeLevels: 1);
        if (error is not null)
            return null;
        var parts = default(Parts);
        while (inner.Read() && inner.TokenType == JsonTokenType.PropertyName)
        {
            var name = inner.GetString()!;
            inner.Read();
            error = parts.Take(name, ref inner, body);
            if (error is not null)
                return null;
        }

        return parts.Finish(out error);
    }

    private ref struct Parts
    {
        private string? _version;
        private string? _id;
        private string? _source;
        private string? _type;
        private string? _subject;
        private string? _time;
        private ReadOnlyMemory<byte> _data;
        private JsonTokenType _dataType;
        private ReadOnlyMemory<byte>? _decoded;

        /// <summary>Takes one member, whose value the reader stands on and is left at the end of.</summary>
        public string? Take(string name, ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
        {
            switch (name)
            {
                case "data":
                    _dataType = reader.TokenType;
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    _data = body[start..(int)reader.BytesConsumed];
                    return null;
                case "data_base64":
                    return TakeBase64(ref reader);
                case "specversion":
                    return TakeText(name, ref reader, ref _version);
                case "id":
                    return TakeText(name, ref reader, ref _id);
                case "source":
                    return TakeText(name, ref reader, ref _source);
                case "type":
                    return TakeText(name, ref reader, ref _type);
                case "subject":
                    return TakeText(name, ref reader, ref _subject);
                case "time":
                    return TakeText(name, ref reader, ref _time);
                default:
                    reader.Skip();
                    return null;
            }
        }

        public readonly CloudEvent? Finish(out string? error)
        {
            error = _version switch
            {
                null => $"{Required}; 'specversion' is missing.",
                "1.0" => _id is null ? $"{Required}; 'id' is missing." : _source is null ? $"{Required}; 'source' is missing." : _type is null ? $"{Required}; 'type' is missing." : CheckData(),
                _ => $"The CloudEvents version '{EventText.Shorten(_version, 100)}' is not understood. Allowed: 1.0.",
            };
            return error is null ? new CloudEvent(new EventAttributes(_id, _source, _type, _subject, _time), _decoded ?? _data) : null;
        }

        private readonly string? CheckData()
        {
            if (_decoded is not null)
                return _data.IsEmpty ? null : "The CloudEvent has both 'data' and 'data_base64'; only one is allowed.";
            return _dataType switch
            {
                JsonTokenType.StartObject => null,
                JsonTokenType.None => "The CloudEvent has no 'data'; a JSON object is expected.",
                _ => $"The CloudEvent's 'data' is {(_dataType == JsonTokenType.StartArray ? "an array" : $"a {_dataType.ToString().ToLowerInvariant()}")}; a JSON object is expected.",
            };
        }

        private string? TakeBase64(ref Utf8JsonReader reader)
        {
            if (reader.TokenType == JsonTokenType.Null)
                return null;
            if (reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out var bytes))
                return "The CloudEvent's 'data_base64' is not base64 text.";
            var decoded = EventDecoder.DecodeData(bytes, EventAttributes.None, Probe);
            _decoded = decoded.Events is [var probe] ? probe.Data : null;
            return decoded.Defect?.Reason ?? (decoded.Rejected is [var rejected] ? rejected.Error : null);
        }

        private static string? TakeText(string name, ref Utf8JsonReader reader, ref string? text)
        {
            if (reader.TokenType == JsonTokenType.Null)
                return null;
            if (reader.TokenType != JsonTokenType.String)
                return $"The attribute '{name}' must be a string.";
            text = reader.GetString();
            return null;
        }
    }

    /// <summary>Only to check decoded data: its event is thrown away.</summary>
    private static readonly EventIntake Probe = new(StreamName.Parse("probe"), DateTimeOffset.UnixEpoch);
}
