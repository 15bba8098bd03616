using System.Text.Json;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>Makes comparisons that a rule accepts, or notes why it wouldn't.</summary>
internal sealed class ComparisonMaker(Findings findings)
{
    /// <summary>For operands that any rule accepts.</summary>
    public static Condition.Comparison Of(OperatorKind kind, FieldPath field, Scalar value, bool ignoreCase = false) =>
        new(field, Operators.Of(kind), new Operand.One(new Term.Literal(value)), ignoreCase);

    public Condition.Comparison? Make(OperatorKind kind, FieldPath field, Scalar value, string pointer, bool ignoreCase = false) =>
        IsFine(kind, field, value, pointer) ? Of(kind, field, value, ignoreCase) : null;

    public Condition.Comparison? List(OperatorKind kind, FieldPath field, IReadOnlyList<Scalar> values, string pointer, bool ignoreCase = false)
    {
        if (values.Count <= RuleLimits.InValues)
            return new Condition.Comparison(field, Operators.Of(kind), new Operand.List([.. values.Select(v => new Term.Literal(v))]), ignoreCase);
        findings.Errors.Add(pointer, $"A field takes at most {RuleLimits.InValues:N0} values; {values.Count:N0} were given.");
        return null;
    }

    public bool IsFine(OperatorKind kind, FieldPath field, Scalar value, string pointer)
    {
        if (OperandCheck.Problem(Operators.Of(kind), field, value) is not { } problem)
            return true;
        findings.Errors.Add(pointer, problem);
        return false;
    }

    /// <summary>Null, with an error, for what is no single value.</summary>
    public Scalar? ReadScalar(JsonElement element, string pointer)
    {
        if (Scalar.Read(element) is { } scalar)
            return scalar;
        findings.Errors.Add(pointer, element.ValueKind == JsonValueKind.String
            ? "This text has half a surrogate pair (\\ud800 to \\udfff without its other half), which is no Unicode text."
            : $"Text, a number, true, false, null or an operator such as {{\"prefix\": \"a\"}} is expected here; {Words.Given(element)} was given.");
        return null;
    }

    /// <summary>Null, with an error, for what is no text.</summary>
    public string? ReadText(JsonElement element, string name, string pointer)
    {
        if (element.ValueKind == JsonValueKind.String)
            return ReadScalar(element, pointer)?.Text;
        findings.Errors.Add(pointer, $"'{name}' takes text; {Words.Given(element)} was given.");
        return null;
    }
}
