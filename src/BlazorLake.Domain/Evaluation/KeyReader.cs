using System.Buffers;
using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Evaluation;

/// <summary>Reads who or what an event is about, for one rule.</summary>
internal sealed class KeyReader(PathTable paths, IReadOnlyList<FieldPath> key)
{
    private readonly (string Name, int Slot)[] _parts = [.. key.Select(k => (k.Text, paths.SlotOf(k)))];

    /// <summary>A JSON object in the rule's order, numbers in their one spelling (1.0 is 1); null when a part is no string, number or boolean.</summary>
    public string? Read(EventView view)
    {
        if (_parts.Length == 0)
            return "{}";
        foreach (var (_, slot) in _parts)
        {
            if (view[slot].Single is not { Kind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False })
                return null;
        }

        var buffer = new ArrayBufferWriter<byte>(64);
        using var writer = new Utf8JsonWriter(buffer, RuleWriter.Options);
        writer.WriteStartObject();
        foreach (var (name, slot) in _parts)
        {
            writer.WritePropertyName(name);
            Write(writer, view[slot].Single!);
        }

        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, FieldValue value)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String:
                writer.WriteStringValue(value.Text);
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(value.Number.ToString(), skipInputValidation: true);
                break;
            default:
                writer.WriteBooleanValue(value.Kind == JsonValueKind.True);
                break;
        }
    }
}
