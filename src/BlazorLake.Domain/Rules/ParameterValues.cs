using System.Buffers;
using System.Text;
using System.Text.Json;

namespace BlazorLake.Domain.Rules;

/// <summary>One set of values for a rule's parameters: what makes an instance of it.</summary>
public sealed record ParameterValues(IReadOnlyDictionary<string, ParameterValue> Values)
{
    public static readonly ParameterValues None = new(new Dictionary<string, ParameterValue>());

    /// <summary>The defaults; null when some parameter has none, so that the rule runs only for subscriptions.</summary>
    public static ParameterValues? DefaultsOf(RuleDefinition rule)
    {
        if (rule.Parameters.Count == 0)
            return None;
        return rule.Parameters.All(p => p.Default is not null) ? new ParameterValues(rule.Parameters.ToDictionary(p => p.Name, p => p.Default!)) : null;
    }

    /// <summary>A JSON object, names in ordinal order, numbers in their one spelling, so that equal sets are equal texts; null when there are none.</summary>
    public string? ToJson()
    {
        if (Values.Count == 0)
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in Values.OrderBy(v => v.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(name);
                Write(writer, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The same for sets that are equal by <see cref="ToJson"/>.</summary>
    internal int GetValueHash()
    {
        var sum = 0;
        foreach (var (name, value) in Values)
        {
            var hash = new HashCode();
            hash.Add(name, StringComparer.Ordinal);
            foreach (var scalar in value.Values)
                hash.Add(scalar.Kind == ScalarKind.Number ? scalar.Number.GetHashCode() : scalar.Text.GetHashCode(StringComparison.Ordinal));
            sum += hash.ToHashCode();
        }

        return sum;
    }

    private static void Write(Utf8JsonWriter writer, ParameterValue value)
    {
        if (value.IsList)
            writer.WriteStartArray();
        foreach (var scalar in value.Values)
        {
            if (scalar.Kind == ScalarKind.Number)
                writer.WriteRawValue(scalar.Number.ToString(), skipInputValidation: true);
            else
                scalar.WriteTo(writer);
        }

        if (value.IsList)
            writer.WriteEndArray();
    }
}
