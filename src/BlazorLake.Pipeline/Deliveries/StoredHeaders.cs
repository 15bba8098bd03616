using System.Globalization;
using System.Text;
using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Deliveries;

/// <summary>A message's properties and headers as text, for people to read and to send the message again: properties begin with <c>property.</c>.</summary>
internal static class StoredHeaders
{
    public const string MessageId = "property.message_id";
    public const string Timestamp = "property.timestamp";
    public const string ContentEncoding = "property.content_encoding";

    /// <summary>The queue it was in when it was given up: it is sent again to that one alone.</summary>
    public const string Queue = "property.queue";

    public const string EventId = "property.event_id";

    public static IReadOnlyDictionary<string, string> From(AmqpMessage message)
    {
        var stored = new Dictionary<string, string>();
        if (message.MessageId is { } id)
            stored[MessageId] = id;
        if (message.Timestamp is { } at)
            stored[Timestamp] = at.ToString("O", CultureInfo.InvariantCulture);
        if (message.ContentEncoding is { } encoding)
            stored[ContentEncoding] = encoding;
        foreach (var (name, value) in message.Headers)
            stored[name] = value switch
            {
                byte[] bytes => Encoding.UTF8.GetString(bytes),
                DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
                bool flag => flag ? "true" : "false",
                _ => System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            };
        return stored;
    }

    /// <summary>An event's attributes, for people; its body says them too.</summary>
    public static IReadOnlyDictionary<string, string> Of(StreamEvent item)
    {
        var stored = new Dictionary<string, string>
        {
            [EventId] = item.Id,
            ["property.event_source"] = item.Source,
            ["property.event_type"] = item.Type,
            ["property.event_time"] = item.Time.ToString("O", CultureInfo.InvariantCulture),
        };
        if (item.Subject is { } subject)
            stored["property.event_subject"] = subject;
        return stored;
    }

    /// <summary>The message as it came, as far as text keeps it.</summary>
    public static AmqpMessage ToMessage(UnreadableMessage stored, DateTimeOffset now) => new(
        stored.Stream,
        stored.ContentType,
        stored.Headers.GetValueOrDefault(ContentEncoding),
        stored.Headers.GetValueOrDefault(MessageId),
        stored.Headers.TryGetValue(Timestamp, out var at) ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null,
        stored.Headers.Where(h => !h.Key.StartsWith("property.", StringComparison.Ordinal)).ToDictionary(h => h.Key, h => (object?)h.Value),
        stored.Body,
        false,
        now);
}
