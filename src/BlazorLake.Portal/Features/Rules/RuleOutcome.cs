using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>What came of a change to a rule. Closed.</summary>
internal abstract record RuleOutcome
{
    private RuleOutcome()
    {
    }

    public sealed record Saved(SavedRule Rule) : RuleOutcome;

    /// <param name="Errors">1 or more, keyed by JSON pointer into the rule's document.</param>
    public sealed record Invalid(IReadOnlyList<RuleError> Errors) : RuleOutcome;

    /// <summary>Somebody saved in between.</summary>
    public sealed record Stale(int CurrentVersion) : RuleOutcome;

    /// <param name="What">What there is not, as a sentence.</param>
    public sealed record NotFound(string What) : RuleOutcome;
}
