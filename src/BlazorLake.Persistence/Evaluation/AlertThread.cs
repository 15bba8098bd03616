using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Persistence.Databases;

namespace BlazorLake.Persistence.Evaluation;

/// <summary>What one commit adds to one alert.</summary>
internal sealed class AlertThread(IReadOnlyList<Occurrence> occurrences)
{
    public RuleId RuleId => occurrences[0].RuleId;

    public string Key => occurrences[0].Key;

    public byte[] KeyHash { get; } = Alerts.KeyHash.OfJson(occurrences[0].Key);

    /// <summary>The unresolved alert there was.</summary>
    public Alert? Found { get; set; }

    public bool IsNew => Found is null;

    /// <summary>As it is after the commit.</summary>
    public Alert? Alert { get; private set; }

    /// <summary>Its text is the newest occurrence's, its severity the gravest; a state that a person gave it stays.</summary>
    public void Grow(string ruleName, DateTimeOffset at)
    {
        var newest = occurrences[^1];
        var severity = occurrences.Max(o => o.Severity);
        var first = occurrences.Min(o => o.At);
        var last = occurrences.Max(o => o.At);
        var title = StoredText.Clean(newest.Title);
        var body = StoredText.Clean(newest.Body);
        Alert = Found is null
            ? new Alert(new AlertId(Guid.CreateVersion7(at)), RuleId, ruleName, Key, severity, AlertState.Open, first, last, occurrences.Count, title, body, at)
            : Found with
            {
                RuleName = ruleName.Length > 0 ? ruleName : Found.RuleName,
                Severity = severity > Found.Severity ? severity : Found.Severity,
                FirstAt = first < Found.FirstAt ? first : Found.FirstAt,
                LastAt = last > Found.LastAt ? last : Found.LastAt,
                OccurrenceCount = Found.OccurrenceCount + occurrences.Count,
                Title = title,
                Body = body,
                UpdatedAt = at,
            };
    }
}
