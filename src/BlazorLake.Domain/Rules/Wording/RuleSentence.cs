namespace BlazorLake.Domain.Rules.Wording;

/// <summary>Says a rule as one plain English sentence.</summary>
/// <remarks>
/// "When an event arrives on shop.cart where total is more than 100 and (country is one of FR or DE, or customer tier is gold), alert with severity
/// warning, one per customerId, at most every 15 minutes." Never throws for any definition; thread-safe.
/// </remarks>
public static class RuleSentence
{
    public static Sentence Of(RuleDefinition rule)
    {
        var sentence = new SentenceBuilder();
        sentence.Add("When an event arrives");
        if (rule.Streams.Count > 0)
            sentence.Add(" on ").AddList(rule.Streams, "or", s => sentence.Add(s.Value, SegmentKind.Stream));
        if (rule.Match is not Condition.All { Parts.Count: 0 })
        {
            sentence.Add(" where ");
            ConditionSentence.Add(sentence, rule.Match, rule.Parameters, isOutermost: true);
        }

        sentence.Add(", alert with severity ").Add(SeverityOf(rule.Severity), SegmentKind.Severity);
        if (rule.Key.Count > 0)
            sentence.Add(", one per ").AddList(rule.Key, "and", k => sentence.Add(NameOf(k), SegmentKind.Key));
        if (rule.Cooldown is { } cooldown)
            sentence.Add(", at most every ").Add(DurationWords.Every(cooldown), SegmentKind.Duration);
        if (rule.ResolveAfter is { } quiet)
            sentence.Add(", resolved after ").Add(DurationWords.Of(quiet), SegmentKind.Duration).Add(" without another");
        return sentence.Add(".").Build();
    }

    /// <summary>Only a condition: "total is more than 100 and country is FR"; "every event" when it always holds.</summary>
    public static Sentence Of(Condition condition, IReadOnlyList<RuleParameter>? parameters = null)
    {
        var sentence = new SentenceBuilder();
        ConditionSentence.Add(sentence, condition, parameters ?? [], isOutermost: true);
        return sentence.Build();
    }

    /// <summary>A field as people say it: <c>customer tier</c> for <c>customer.tier</c>, <c>event time</c> for <c>$time</c>.</summary>
    public static string NameOf(FieldPath path) => path.Attribute is { } attribute
        ? $"event {attribute.ToString().ToLowerInvariant()}"
        : Shown.Text(string.Join(' ', path.Segments.Select(s => s.Length == 0 ? "\"\"" : s)));

    internal static string SeverityOf(Severity severity) => severity.ToString().ToLowerInvariant();
}
