using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Alerts;

/// <summary>Identifies an alert: a UUIDv7.</summary>
public readonly record struct AlertId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>Where an alert stands; see CONTRACT.md section 5.</summary>
public enum AlertState
{
    Open,
    Acknowledged,
    Snoozed,
    Resolved,
}

/// <summary>The thread of a rule's occurrences for one key; at most one unresolved per rule and key.</summary>
public sealed record Alert(
    AlertId Id,
    RuleId RuleId,
    string RuleName,
    string Key,
    Severity Severity,
    AlertState State,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    long OccurrenceCount,
    string Title,
    string Body,
    DateTimeOffset UpdatedAt,
    string? UpdatedBy = null,
    DateTimeOffset? SnoozedUntil = null);
