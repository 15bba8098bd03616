using System.Buffers;
using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.EventBridge;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Domain.Rules.Wording;

namespace BlazorLake.Portal.Features.Rules;

/// <summary><c>{rule, sentence, notes: [{pointer, kind, message}], errors}</c> of an imported pattern.</summary>
internal static class EventBridgeJson
{
    public static string Of(EventBridgeReading reading, string? name, StreamName? stream)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, RuleWriter.Options))
            Write(writer, reading, Rule(reading, name, stream), stream is not null);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static RuleDefinition? Rule(EventBridgeReading reading, string? name, StreamName? stream) => reading.Match is null ? null
        : new RuleDefinition { Name = name ?? "Imported from EventBridge", Json = "", Streams = stream is { } one ? [one] : [], Match = reading.Match };

    private static void Write(Utf8JsonWriter writer, EventBridgeReading reading, RuleDefinition? rule, bool hasStream)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("rule");
        if (rule is null)
            writer.WriteNullValue();
        else
            Write(writer, rule, hasStream);
        writer.WriteString("sentence", rule is null ? null : RuleSentence.Of(rule).Text);
        writer.WriteStartArray("notes");
        foreach (var note in reading.Notes)
        {
            writer.WriteStartObject();
            writer.WriteString("pointer", note.Pointer);
            writer.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(note.Kind.ToString()));
            writer.WriteString("message", note.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("errors");
        foreach (var (pointer, messages) in RuleProblems.ByPointer(reading.Errors))
        {
            writer.WriteStartArray(pointer);
            foreach (var message in messages)
                writer.WriteStringValue(message);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // Without a stream it is not a whole rule yet; it lacks the member rather than having an empty one.
    private static void Write(Utf8JsonWriter writer, RuleDefinition rule, bool hasStream)
    {
        using var document = JsonDocument.Parse(RuleWriter.Write(rule), RuleReader.DocumentOptions);
        writer.WriteStartObject();
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (hasStream || !member.NameEquals("stream"))
                member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
