using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>What a C# developer writes without an engine: each rule a lambda over one parsed document.</summary>
internal sealed class LambdaPeer(IEnumerable<Condition> conditions)
{
    private readonly Func<JsonElement, bool>[] _rules = [.. conditions.Select(Make)];

    public int Match(StreamEvent e)
    {
        using var document = JsonDocument.Parse(e.Data);
        var root = document.RootElement;
        var count = 0;
        foreach (var rule in _rules)
            count += rule(root) ? 1 : 0;
        return count;
    }

    private static Func<JsonElement, bool> Make(Condition condition)
    {
        if (condition is Condition.Group group)
        {
            Func<JsonElement, bool>[] parts = [.. group.Parts.Select(Make)];
            return group switch
            {
                Condition.All => e => Array.TrueForAll(parts, p => p(e)),
                Condition.Any => e => Array.Exists(parts, p => p(e)),
                _ => e => !Array.Exists(parts, p => p(e)),
            };
        }

        var comparison = (Condition.Comparison)condition;
        string[] path = [.. comparison.Field.Segments];
        if (comparison.Operand is Operand.Range range)
        {
            var (low, high) = (decimal.Parse(Text(range.Low), System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(Text(range.High), System.Globalization.CultureInfo.InvariantCulture));
            return e => Find(e, path) is { ValueKind: JsonValueKind.Number } value && value.GetDecimal() is var number && number >= low && number <= high;
        }

        Func<string, bool> test = comparison.Operand switch
        {
            Operand.List list when list.Values.Select(Text).ToHashSet(StringComparer.Ordinal) is var set => set.Contains,
            Operand.One one when Text(one.Value) is var text => comparison.Operator.Kind switch
            {
                OperatorKind.Eq => value => value == text,
                OperatorKind.StartsWith => value => value.StartsWith(text, StringComparison.Ordinal),
                OperatorKind.EndsWith => value => value.EndsWith(text, StringComparison.Ordinal),
                _ => Like(text),
            },
            _ => throw new InvalidOperationException("The mix has no such operand."),
        };
        return e => Find(e, path) is { ValueKind: JsonValueKind.String } value && test(value.GetString()!);
    }

    private static Func<string, bool> Like(string pattern)
    {
        var (first, second) = (pattern.Split('*')[1], pattern.Split('*')[2]);
        return value => value.IndexOf(first, StringComparison.Ordinal) is var at and >= 0 && value.IndexOf(second, at + first.Length, StringComparison.Ordinal) >= 0;
    }

    private static JsonElement? Find(JsonElement element, string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element;
    }

    private static string Text(Term term) => ((Term.Literal)term).Value.Text;
}
