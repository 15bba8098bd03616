using System.Text.Json;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>Reads <c>numeric</c>: one comparison, or a lower and then an upper bound.</summary>
internal sealed class NumericReader(Findings findings)
{
    private const string Takes = "'numeric' takes [\">\", 10], with one of = < <= > >=, or a lower and then an upper bound: [\">\", 10, \"<=\", 20]";

    /// <summary>Null when an error was noted.</summary>
    public Condition? Read(JsonElement operand, FieldPath field, string pointer)
    {
        if (operand.ValueKind != JsonValueKind.Array || operand.GetArrayLength() is not (2 or 4))
            return Refuse(pointer, $"{Takes}; {(operand.ValueKind == JsonValueKind.Array ? $"{operand.GetArrayLength()} elements were" : $"{Words.Given(operand)} was")} given.");
        if (ReadBound(operand, 0, field, pointer) is not { } first)
            return null;
        if (operand.GetArrayLength() == 2)
            return first;
        if (ReadBound(operand, 2, field, pointer) is not { } second)
            return null;
        if (first.Operator.Kind is not (OperatorKind.Gt or OperatorKind.Gte) || second.Operator.Kind is not (OperatorKind.Lt or OperatorKind.Lte))
            return Refuse(pointer, $"{Takes}. The first of two is > or >=, the second < or <=.");
        var (low, high) = (ValueOf(first), ValueOf(second));
        if (JsonNumber.Compare(low.Number, high.Number) >= 0)
            return Refuse(pointer, $"The lower bound is less than the upper one; {low} and {high} were given.");
        // Only "between" looks at both ends for one and the same element of a list.
        if (first.Operator.Kind == OperatorKind.Gte && second.Operator.Kind == OperatorKind.Lte)
            return new Condition.Comparison(field, Operators.Of(OperatorKind.Between), new Operand.Range(new Term.Literal(low), new Term.Literal(high)));
        findings.Differs(pointer, $"If '{FieldPathText.Shorten(field.Text)}' is a list, EventBridge wants one element between the bounds; here one element may meet the lower bound and another one the upper.");
        return new Condition.All([first, second]);
    }

    private Condition.Comparison? ReadBound(JsonElement operand, int at, FieldPath field, string pointer)
    {
        var kind = operand[at].ValueKind == JsonValueKind.String ? KindOf(Words.TextOf(operand[at])) : null;
        if (kind is null)
            Refuse(RuleErrors.Join(pointer, at), $"{Takes}; {Words.Given(operand[at])} was given.");
        else if (operand[at + 1].ValueKind != JsonValueKind.Number)
            Refuse(RuleErrors.Join(pointer, at + 1), $"{Takes}; {Words.Given(operand[at + 1])} was given.");
        else
            return ComparisonMaker.Of(kind.Value, field, Scalar.Read(operand[at + 1])!);
        return null;
    }

    private static OperatorKind? KindOf(string? sign) => sign switch
    {
        "=" => OperatorKind.Eq,
        "<" => OperatorKind.Lt,
        "<=" => OperatorKind.Lte,
        ">" => OperatorKind.Gt,
        ">=" => OperatorKind.Gte,
        _ => null,
    };

    private static Scalar ValueOf(Condition.Comparison comparison) => ((Term.Literal)((Operand.One)comparison.Operand).Value).Value;

    private Condition? Refuse(string pointer, string message)
    {
        findings.Errors.Add(pointer, message);
        return null;
    }
}
