using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Evaluation;

/// <summary>What became different about the active rules, to be taken over without compiling the others anew.</summary>
/// <param name="Revision">Of the rules with the change.</param>
/// <param name="Saved">New, or in the place of the rule with the same id; disabled ones no longer run.</param>
public sealed record RuleSetChange(long Revision, IReadOnlyList<SavedRule> Saved)
{
    /// <summary>Rules that are no longer there.</summary>
    public IReadOnlyList<RuleId> Gone { get; init; } = [];

    /// <summary>Values that active subscriptions give for the rules in <see cref="Saved"/>; without any a rule runs with its defaults alone.</summary>
    public IReadOnlyDictionary<RuleId, IReadOnlyList<ParameterValues>> ParameterSets { get; init; } = new Dictionary<RuleId, IReadOnlyList<ParameterValues>>();

    /// <summary>Sets of values of rules that are otherwise as they were: what one subscriber changes.</summary>
    public IReadOnlyList<ParameterSetChange> Sets { get; init; } = [];
}

/// <summary>Sets of values a rule runs with from now on, and no longer. The first subscription to a rule also removes its defaults.</summary>
public sealed record ParameterSetChange(SavedRule Rule, IReadOnlyList<ParameterValues> Added, IReadOnlyList<ParameterValues> Removed);
