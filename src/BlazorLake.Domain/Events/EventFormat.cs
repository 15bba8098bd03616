using System.Net.Http.Headers;

namespace BlazorLake.Domain.Events;

/// <summary>How a body spells its events.</summary>
public enum EventFormat
{
    /// <summary>One object is one event's data; an array holds several.</summary>
    Json,

    /// <summary>One object a line; blank lines are skipped.</summary>
    NdJson,

    /// <summary>One CloudEvent in structured mode.</summary>
    CloudEvent,

    /// <summary>A JSON array of structured CloudEvents.</summary>
    CloudEventBatch,
}

/// <summary>Which content type means which format.</summary>
public static class EventFormats
{
    public const string Json = "application/json";

    public const string NdJson = "application/x-ndjson";

    public const string CloudEvent = "application/cloudevents+json";

    public const string CloudEventBatch = "application/cloudevents-batch+json";

    /// <summary>The content types that are understood over HTTP, for messages to people.</summary>
    public const string Allowed = $"{Json}, {NdJson}, {CloudEvent}, {CloudEventBatch}";

    /// <summary>False with <paramref name="defect"/> when the type is unknown or its charset is not UTF-8.</summary>
    public static bool TryParse(string? contentType, out EventFormat format, out string defect)
    {
        format = default;
        defect = "";
        if (string.IsNullOrWhiteSpace(contentType) || !MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            defect = $"The content type '{Quote(contentType)}' is not understood. Allowed: {Allowed}.";
            return false;
        }

        if (type.CharSet is { } charset && !IsUtf8(charset))
        {
            defect = $"The charset '{Quote(charset)}' is not understood. JSON is UTF-8.";
            return false;
        }

        if (Parse(type.MediaType ?? "") is { } known)
        {
            format = known;
            return true;
        }

        defect = $"The content type '{Quote(type.MediaType)}' is not understood. Allowed: {Allowed}.";
        return false;
    }

    private static EventFormat? Parse(string mediaType) => mediaType.ToLowerInvariant() switch
    {
        Json or "text/json" => EventFormat.Json,
        NdJson or "application/ndjson" or "application/jsonl" or "application/x-jsonlines" => EventFormat.NdJson,
        CloudEvent => EventFormat.CloudEvent,
        CloudEventBatch => EventFormat.CloudEventBatch,
        var other when other.StartsWith("application/cloudevents", StringComparison.Ordinal) => null,
        var other when other.EndsWith("+json", StringComparison.Ordinal) => EventFormat.Json,
        _ => null,
    };

    private static bool IsUtf8(string charset) =>
        charset.Trim('"') is var name
        && (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || name.Equals("utf8", StringComparison.OrdinalIgnoreCase)
            || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase));

    private static string Quote(string? text) => text is null ? "" : EventText.Shorten(text, 100);
}
