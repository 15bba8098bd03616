namespace BlazorLake.Domain.Rules.Wording;

/// <summary>Says what changed in a condition: comparisons that came, went or changed, and whether they are grouped otherwise.</summary>
internal static class ConditionDifference
{
    public static IEnumerable<string> Between(Condition before, Condition after)
    {
        var from = Reading.RuleWriter.Write(before);
        var to = Reading.RuleWriter.Write(after);
        if (from == to)
            return [];
        var removed = new List<Condition.Comparison>();
        var added = new List<Condition.Comparison>();
        Collect(before, removed);
        Collect(after, added);
        RemoveCommon(removed, added);
        var lines = new List<string>();
        foreach (var old in removed.ToList())
        {
            // The same field changed rather than that one condition went and another came.
            if (added.Find(a => a.Field.Equals(old.Field)) is not { } now)
                continue;
            lines.Add($"Condition changed: {Words(old)} → {Words(now)}");
            removed.Remove(old);
            added.Remove(now);
        }

        lines.AddRange(removed.Select(c => $"Condition removed: {Words(c)}"));
        lines.AddRange(added.Select(c => $"Condition added: {Words(c)}"));
        return lines.Count > 0 && Shape(before) == Shape(after) ? lines : [.. lines, "Conditions are grouped otherwise: " + RuleSentence.Of(after)];
    }

    private static void Collect(Condition condition, List<Condition.Comparison> into)
    {
        if (condition is Condition.Comparison comparison)
            into.Add(comparison);
        else if (condition is Condition.Group group)
        {
            foreach (var part in group.Parts)
                Collect(part, into);
        }
    }

    private static void RemoveCommon(List<Condition.Comparison> left, List<Condition.Comparison> right)
    {
        var counts = right.CountBy(Reading.RuleWriter.Write).ToDictionary();
        var common = new Dictionary<string, int>(StringComparer.Ordinal);
        left.RemoveAll(c => Take(counts, common, Reading.RuleWriter.Write(c)));
        right.RemoveAll(c => common.TryGetValue(Reading.RuleWriter.Write(c), out var n) && (common[Reading.RuleWriter.Write(c)] = n - 1) >= 0);
    }

    private static bool Take(Dictionary<string, int> counts, Dictionary<string, int> common, string text)
    {
        if (!counts.TryGetValue(text, out var count) || count == 0)
            return false;
        counts[text] = count - 1;
        common[text] = common.GetValueOrDefault(text) + 1;
        return true;
    }

    /// <summary>The tree of groups alone; a comparison by itself is as good as "all" of it.</summary>
    private static string Shape(Condition condition) => condition is Condition.Group group ? $"{group.Name}({string.Join(',', group.Parts.OfType<Condition.Group>().Select(Shape))})" : "all()";

    private static string Words(Condition.Comparison comparison) => RuleSentence.Of(comparison).Text;
}
