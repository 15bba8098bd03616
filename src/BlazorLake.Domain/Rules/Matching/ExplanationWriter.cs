using System.Text.Json;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>Writes comparisons of an explanation.</summary>
/// <remarks>
/// <c>{field, op, value | otherField, ignoreCase?, param?, actual | missing, otherActual?, result}</c>. <c>actual</c> is the field's value (an array when the path
/// goes through one), <c>missing</c> true when there is none. Bounded, because an occurrence keeps it for ever: texts of more than 200 characters are cut with
/// <c>…</c>, lists after 20 values, with <c>valueCount</c> or <c>actualCount</c> saying how many there are; large objects are <c>"{…}"</c>.
/// </remarks>
internal static class ExplanationWriter
{
    private const int MostValues = 20;
    private const int MostCharacters = 200;

    public static void Write(Utf8JsonWriter writer, Condition.Comparison comparison, IReadOnlyList<Scalar> operands, FieldValues field, FieldValues? other, bool outcome)
    {
        writer.WriteStartObject();
        writer.WriteString("field", comparison.Field.Text);
        writer.WriteString("op", comparison.Operator.Name);
        WriteOperand(writer, comparison.Operand, operands);
        if (comparison.IgnoreCase)
            writer.WriteBoolean("ignoreCase", true);
        WriteActual(writer, "actual", field);
        if (!field.IsPresent)
            writer.WriteBoolean("missing", true);
        if (other is not null)
            WriteActual(writer, "otherActual", other);
        writer.WriteBoolean("result", outcome);
        writer.WriteEndObject();
    }

    private static void WriteOperand(Utf8JsonWriter writer, Operand operand, IReadOnlyList<Scalar> operands)
    {
        switch (operand)
        {
            case Operand.One one:
                writer.WritePropertyName("value");
                Write(writer, operands[0]);
                if (one.Value is Term.Parameter parameter)
                    writer.WriteString("param", parameter.Name);
                break;
            case Operand.OtherField other:
                writer.WriteString("otherField", other.Path.Text);
                break;
            case Operand.List or Operand.ListParameter or Operand.Range:
                writer.WriteStartArray("value");
                foreach (var value in operands.Take(MostValues))
                    Write(writer, value);
                writer.WriteEndArray();
                if (operands.Count > MostValues)
                    writer.WriteNumber("valueCount", operands.Count);
                if (operand is Operand.ListParameter list)
                    writer.WriteString("param", list.Name);
                break;
        }
    }

    private static void WriteActual(Utf8JsonWriter writer, string name, FieldValues field)
    {
        if (!field.IsPresent)
            return;
        writer.WritePropertyName(name);
        if (!field.IsThroughArray)
        {
            Write(writer, field.Values[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (var value in field.Values[..Math.Min(field.Count, MostValues)])
            Write(writer, value);
        writer.WriteEndArray();
        if (field.Count > MostValues)
            writer.WriteNumber(name + "Count", field.Count);
    }

    private static void Write(Utf8JsonWriter writer, FieldValue value)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String:
                writer.WriteStringValue(Cut(value.Text));
                break;
            case JsonValueKind.Number or JsonValueKind.Object when value.Element.GetRawText() is var text:
                if (text.Length <= MostCharacters)
                    writer.WriteRawValue(text, skipInputValidation: true);
                else
                    writer.WriteStringValue(value.Kind == JsonValueKind.Object ? "{…}" : Cut(text));
                break;
            default:
                value.Element.WriteTo(writer);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, Scalar value)
    {
        if (value.Kind is ScalarKind.String or ScalarKind.Number && value.Text.Length > MostCharacters)
            writer.WriteStringValue(Cut(value.Text));
        else
            value.WriteTo(writer);
    }

    private static string Cut(string text)
    {
        if (text.Length <= MostCharacters)
            return text;
        var length = char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters;
        return string.Concat(text.AsSpan(0, length), "…");
    }
}
