using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BlazorLake.Domain.Rules.Reading;

/// <summary>Writes a rule's document: what <see cref="RuleReader"/> reads from it is the same rule.</summary>
public static class RuleWriter
{
    /// <summary>Characters as they are, for people to read; what shows it in a page escapes it there.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = RuleLimits.DocumentDepth + 100 };

    /// <summary>The canonical document, with defaults left out; <see cref="RuleDefinition.Json"/> is not looked at.</summary>
    public static string Write(RuleDefinition rule) => Write(writer => WriteTo(writer, rule));

    /// <summary>Only a condition, as under <c>match</c>.</summary>
    public static string Write(Condition condition) => Write(writer => ConditionWriter.Write(writer, condition));

    /// <summary><paramref name="element"/> as text without white space, without the members named in <paramref name="without"/>.</summary>
    internal static string Document(JsonElement element, string without) => Write(writer =>
    {
        var left = without.Split(", ");
        writer.WriteStartObject();
        foreach (var (name, value) in Words.MembersOf(element))
        {
            if (left.Contains(name))
                continue;
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    private static void WriteTo(Utf8JsonWriter writer, RuleDefinition rule)
    {
        writer.WriteStartObject();
        writer.WriteString("name", rule.Name);
        if (rule.Description.Length > 0)
            writer.WriteString("description", rule.Description);
        if (rule.Tags.Count > 0)
            WriteTexts(writer, "tags", rule.Tags);
        writer.WriteString("severity", rule.Severity.ToString().ToLowerInvariant());
        if (rule.Streams.Count == 1)
            writer.WriteString("stream", rule.Streams[0].Value);
        else
            WriteTexts(writer, "stream", rule.Streams.Select(s => s.Value));
        if (rule.Parameters.Count > 0)
            WriteParameters(writer, rule.Parameters);
        if (rule.Match is not Condition.All { Parts.Count: 0 })
        {
            writer.WritePropertyName("match");
            ConditionWriter.Write(writer, rule.Match);
        }

        if (rule.Key.Count > 0)
            WriteTexts(writer, "key", rule.Key.Select(k => k.Text));
        writer.WriteStartObject("detect");
        writer.WriteString("kind", rule.Detect.Kind);
        writer.WriteEndObject();
        if (rule.Cooldown is { } cooldown)
            writer.WriteString("cooldown", DurationText.Format(cooldown));
        if (rule.ResolveAfter is { } resolveAfter)
            writer.WriteString("resolveAfter", DurationText.Format(resolveAfter));
        WriteMessage(writer, rule.Message);
        if (rule.Examples.Count > 0)
            WriteExamples(writer, rule.Examples);
        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, IReadOnlyList<RuleParameter> parameters)
    {
        writer.WriteStartArray("parameters");
        foreach (var parameter in parameters)
        {
            writer.WriteStartObject();
            writer.WriteString("name", parameter.Name);
            writer.WriteString("type", ParameterTable.NameOf(parameter.Type));
            if (parameter.Default is { } value)
            {
                writer.WritePropertyName("default");
                ConditionWriter.Write(writer, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter writer, RuleMessage message)
    {
        if (message == RuleMessage.Default)
            return;
        writer.WriteStartObject("message");
        foreach (var (name, text) in new[] { ("title", message.Title), ("body", message.Body), ("link", message.Link) })
        {
            if (text is not null)
                writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }

    private static void WriteExamples(Utf8JsonWriter writer, IReadOnlyList<RuleExample> examples)
    {
        writer.WriteStartArray("examples");
        foreach (var example in examples)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("events");
            foreach (var sample in example.Events)
                WriteSample(writer, sample);
            writer.WriteEndArray();
            writer.WriteBoolean("fires", example.Fires);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSample(Utf8JsonWriter writer, SampleEvent sample)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("data");
        writer.WriteRawValue(sample.Data.Span, skipInputValidation: true);
        var time = sample.Time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (name, text) in new[]
                 {
                     ("id", sample.Id), ("time", time), ("stream", sample.Stream?.Value), ("source", sample.Source), ("type", sample.Type), ("subject", sample.Subject),
                 })
        {
            if (text is not null)
                writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
