using System.Text.Json;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>Reads <c>anything-but</c>, which holds for any single value, null and other types included, that is not one of those given; never for a missing field.</summary>
internal sealed class AnythingButReader(Findings findings)
{
    private static readonly string[] Inner = [OperatorReader.Prefix, OperatorReader.Suffix, OperatorReader.Wildcard, OperatorReader.IgnoreCase];

    private readonly ComparisonMaker _maker = new(findings);

    /// <summary>Null when an error was noted.</summary>
    public Condition? Read(JsonElement operand, FieldPath field, string pointer)
    {
        if (operand.ValueKind == JsonValueKind.Object)
            return ReadInner(operand, field, pointer);
        var values = new List<Scalar>();
        foreach (var (element, at) in Elements(operand, pointer))
        {
            if (element.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
                findings.Errors.Add(at, $"'anything-but' takes text or numbers; {Words.Given(element)} was given.");
            else if (_maker.ReadScalar(element, at) is { } value && _maker.IsFine(OperatorKind.Eq, field, value, at))
                values.Add(value);
        }

        if (values.Select(v => v.Kind).Distinct().Count() < 2)
            return NoneOf(values, field, pointer, ignoreCase: false);
        findings.Errors.Add(pointer, "'anything-but' takes texts only or numbers only; both were given together.");
        return null;
    }

    private Condition? ReadInner(JsonElement operand, FieldPath field, string pointer)
    {
        if (Words.MembersOf(operand).Take(2).ToList() is not [var (name, value)] || !Inner.Contains(name))
        {
            findings.Errors.Add(pointer, $"'anything-but' takes text, numbers, or one of {string.Join(", ", Inner)}; another object was given.");
            return null;
        }

        pointer = RuleErrors.Join(pointer, name);
        if (name == OperatorReader.IgnoreCase)
            return NoneOf([.. Elements(value, pointer).Select(e => Text(e.Element, name, field, e.Pointer)).OfType<Scalar>()], field, pointer, ignoreCase: true);
        var parts = Elements(value, pointer).Select(e => ReadPart(e.Element, name, field, e.Pointer)).OfType<Condition>().ToList();
        if (parts.Count == 0)
            return null;
        findings.Differs(pointer, $"If '{FieldPathText.Shorten(field.Text)}' is a list, here no element may be what comes after 'anything-but'; EventBridge is content with one that isn't. An object or an empty list counts here as something else, and not in EventBridge.");
        return new Condition.All([new Condition.Comparison(field, Operators.Of(OperatorKind.Exists), Operand.Nothing.Instance), new Condition.None(parts)]);
    }

    private Condition.Comparison? ReadPart(JsonElement element, string name, FieldPath field, string pointer)
    {
        if (name == OperatorReader.Wildcard)
            return OperatorReader.ReadWildcard(element, name, field, pointer, _maker, findings);
        if (_maker.ReadText(element, name, pointer) is not { } text)
            return null;
        if (text.Length > 0)
            return ComparisonMaker.Of(name == OperatorReader.Prefix ? OperatorKind.StartsWith : OperatorKind.EndsWith, field, Scalar.Of(text));
        findings.Errors.Add(pointer, $"Every text has an empty {name}, so nothing is left; EventBridge refuses it too.");
        return null;
    }

    // A list with null in it compares with values of every type, so that a number is none of the texts; null itself is then let in again.
    private Condition.Any? NoneOf(List<Scalar> values, FieldPath field, string pointer, bool ignoreCase)
    {
        if (values.Count == 0 || _maker.List(OperatorKind.NotIn, field, [.. values, Scalar.Null], pointer, ignoreCase) is not { } others)
            return null;
        return new Condition.Any([others, ComparisonMaker.Of(OperatorKind.Eq, field, Scalar.Null)]);
    }

    private Scalar? Text(JsonElement element, string name, FieldPath field, string pointer) =>
        _maker.ReadText(element, name, pointer) is { } text && _maker.IsFine(OperatorKind.Eq, field, Scalar.Of(text), pointer) ? Scalar.Of(text) : null;

    private List<(JsonElement Element, string Pointer)> Elements(JsonElement operand, string pointer)
    {
        if (operand.ValueKind != JsonValueKind.Array)
            return [(operand, pointer)];
        if (operand.GetArrayLength() == 0)
            findings.Errors.Add(pointer, "An empty array excludes nothing; EventBridge refuses it too. Give at least one value.");
        return [.. operand.EnumerateArray().Select((element, i) => (element, RuleErrors.Join(pointer, i)))];
    }
}
