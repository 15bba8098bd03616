using System.Text.Json;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>Reads a field's array of alternatives: values, and objects with one operator.</summary>
internal sealed class AlternativesReader(Findings findings)
{
    private readonly ComparisonMaker _maker = new(findings);
    private readonly OperatorReader _operators = new(findings);

    /// <summary>Null when an error was noted.</summary>
    public Condition? Read(JsonElement array, FieldPath field, string pointer)
    {
        if (array.GetArrayLength() == 0)
        {
            findings.Errors.Add(pointer, "An empty array can never be met; EventBridge refuses it too. Give at least one alternative.");
            return null;
        }

        var values = new List<Scalar>();
        var parts = new List<Condition>();
        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            var at = RuleErrors.Join(pointer, index++);
            if (element.ValueKind == JsonValueKind.Object)
                Add(_operators.Read(element, field, at), parts);
            else if (_maker.ReadScalar(element, at) is { } value)
                AddValue(value, field, at, values, parts);
        }

        if (values.Count == 1)
            parts.Insert(0, ComparisonMaker.Of(OperatorKind.Eq, field, values[0]));
        else if (values.Count > 1 && _maker.List(OperatorKind.In, field, values, pointer) is { } list)
            parts.Insert(0, list);
        return parts.Count == 1 ? parts[0] : parts.Count == 0 ? null : new Condition.Any(parts);
    }

    private void AddValue(Scalar value, FieldPath field, string pointer, List<Scalar> values, List<Condition> parts)
    {
        if (value.Kind == ScalarKind.Number)
            findings.Differs(pointer, "Numbers compare by value here: 300, 300.0 and 3e2 are the same. EventBridge's guide says that it compares such a number as it is spelled.");
        // EventBridge takes text that is an IPv6 address for the address, however it is spelled.
        if (IsIPv6(value))
            Add(_maker.Make(OperatorKind.Cidr, field, value, pointer), parts);
        else if (_maker.IsFine(OperatorKind.Eq, field, value, pointer))
            values.Add(value);
    }

    private static bool IsIPv6(Scalar value) => value.Kind == ScalarKind.String && value.Text.Contains(':', StringComparison.Ordinal)
        && !value.Text.Contains('.', StringComparison.Ordinal) && NetworkText.TryParseAddress(value.Text, out _, out _, out _);

    private static void Add(Condition? part, List<Condition> parts)
    {
        if (part is not null)
            parts.Add(part);
    }
}
