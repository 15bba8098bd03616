namespace BlazorLake.Domain.Rules;

/// <summary>Whether a rule runs: <see cref="Shadow"/> evaluates and records occurrences but raises no alert and tells nobody.</summary>
public enum RuleState
{
    Enabled,
    Disabled,
    Shadow,
}
