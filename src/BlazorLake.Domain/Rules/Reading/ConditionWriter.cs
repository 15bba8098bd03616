using System.Text.Json;

namespace BlazorLake.Domain.Rules.Reading;

/// <summary>Writes conditions as they are under <c>match</c>.</summary>
internal static class ConditionWriter
{
    public static void Write(Utf8JsonWriter writer, Condition condition)
    {
        writer.WriteStartObject();
        if (condition is Condition.Group group)
        {
            writer.WriteStartArray(group.Name);
            foreach (var part in group.Parts)
                Write(writer, part);
            writer.WriteEndArray();
        }
        else if (condition is Condition.Comparison comparison)
        {
            writer.WriteString("field", comparison.Field.Text);
            writer.WriteString("op", comparison.Operator.Name);
            Write(writer, comparison.Operand);
            if (comparison.IgnoreCase)
                writer.WriteBoolean("ignoreCase", true);
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ParameterValue value)
    {
        if (value.IsList)
            writer.WriteStartArray();
        foreach (var scalar in value.Values)
            scalar.WriteTo(writer);
        if (value.IsList)
            writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Operand operand)
    {
        if (operand is Operand.OtherField other)
            writer.WriteString("otherField", other.Path.Text);
        else if (operand is not Operand.Nothing)
            writer.WritePropertyName("value");
        switch (operand)
        {
            case Operand.One one:
                Write(writer, one.Value);
                break;
            case Operand.List list:
                Write(writer, list.Values);
                break;
            case Operand.ListParameter parameter:
                Write(writer, new Term.Parameter(parameter.Name));
                break;
            case Operand.Range range:
                Write(writer, [range.Low, range.High]);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<Term> terms)
    {
        writer.WriteStartArray();
        foreach (var term in terms)
            Write(writer, term);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Term term)
    {
        if (term is Term.Literal literal)
        {
            literal.Value.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("param", ((Term.Parameter)term).Name);
        writer.WriteEndObject();
    }
}
