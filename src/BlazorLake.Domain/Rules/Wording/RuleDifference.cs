using System.Globalization;

namespace BlazorLake.Domain.Rules.Wording;

/// <summary>Says in words what changed from one version of a rule to another.</summary>
public static class RuleDifference
{
    /// <summary>One line for each change, in the order of the document; empty when both say the same.</summary>
    public static IReadOnlyList<string> Between(RuleDefinition before, RuleDefinition after)
    {
        var lines = new List<string>();
        Add("Name", before.Name, after.Name);
        if (before.Description != after.Description)
            lines.Add(after.Description.Length == 0 ? "Description removed" : before.Description.Length == 0 ? "Description added" : "Description changed");
        AddSets("Tag", before.Tags, after.Tags);
        Add("Severity", RuleSentence.SeverityOf(before.Severity), RuleSentence.SeverityOf(after.Severity));
        AddSets("Stream", [.. before.Streams.Select(s => s.Value)], [.. after.Streams.Select(s => s.Value)]);
        AddParameters(before.Parameters, after.Parameters);
        lines.AddRange(ConditionDifference.Between(before.Match, after.Match));
        Add("Key", KeyOf(before), KeyOf(after));
        Add("Detection", before.Detect.Kind, after.Detect.Kind);
        Add("Least time between notifications", DurationOf(before.Cooldown), DurationOf(after.Cooldown));
        Add("Resolves after", DurationOf(before.ResolveAfter), DurationOf(after.ResolveAfter));
        Add("Message title", before.Message.Title ?? "the rule's name", after.Message.Title ?? "the rule's name");
        Add("Message body", before.Message.Body ?? "the default", after.Message.Body ?? "the default");
        Add("Message link", before.Message.Link ?? "none", after.Message.Link ?? "none");
        AddExamples(before, after);
        return lines;

        void Add(string what, string from, string to)
        {
            if (from != to)
                lines.Add($"{what}: {Quoted(from)} → {Quoted(to)}");
        }

        void AddSets(string what, IReadOnlyList<string> from, IReadOnlyList<string> to)
        {
            lines.AddRange(from.Except(to).Select(t => $"{what} removed: {Quoted(t)}"));
            lines.AddRange(to.Except(from).Select(t => $"{what} added: {Quoted(t)}"));
        }

        void AddParameters(IReadOnlyList<RuleParameter> from, IReadOnlyList<RuleParameter> to)
        {
            foreach (var parameter in from.Where(p => to.All(o => o.Name != p.Name)))
                lines.Add($"Parameter removed: {parameter.Name}");
            foreach (var parameter in to)
            {
                if (from.FirstOrDefault(o => o.Name == parameter.Name) is not { } old)
                    lines.Add($"Parameter added: {parameter.Name}, {WordsOf(parameter)}");
                else
                    Add($"Parameter {parameter.Name}", WordsOf(old), WordsOf(parameter));
            }
        }

        void AddExamples(RuleDefinition from, RuleDefinition to)
        {
            var (old, now) = (ExamplesOf(from), ExamplesOf(to));
            if (old != now)
                lines.Add(from.Examples.Count == to.Examples.Count ? "Examples changed"
                    : string.Create(CultureInfo.InvariantCulture, $"Examples: {from.Examples.Count} → {to.Examples.Count}"));
        }
    }

    private static string Quoted(string text) => Shown.Text(text);

    private static string KeyOf(RuleDefinition rule) => rule.Key.Count == 0 ? "one for all" : string.Join(", ", rule.Key);

    private static string DurationOf(TimeSpan? duration) => duration is { } given ? DurationWords.Of(given) : "none";

    private static string WordsOf(RuleParameter parameter)
    {
        var value = parameter.Default switch
        {
            null => "no default",
            { IsList: true } list => string.Join(", ", list.Values.Take(8).Select(v => v.Text)),
            { } one => one.Values[0].ToString(),
        };
        return $"{parameter.Type.ToString().ToLowerInvariant()}, {value}";
    }

    private static string ExamplesOf(RuleDefinition rule) => Reading.RuleWriter.Write(new RuleDefinition { Name = "", Json = "", Examples = rule.Examples });
}
