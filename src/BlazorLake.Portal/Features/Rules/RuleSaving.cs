using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>What pages do to rules, by the use cases the API has too; what can't be is said in words for the person at the page.</summary>
internal sealed class RuleSaving(RuleChanges changes)
{
    /// <param name="before">The rule as it was opened; null for a new one, which is disabled unless <paramref name="enable"/>.</param>
    public async Task<SaveOutcome> SaveAsync(SavedRule? before, string json, bool enable, string by, CancellationToken cancellationToken)
    {
        var outcome = before is null
            ? await changes.CreateAsync(json, enable ? RuleState.Enabled : RuleState.Disabled, by, cancellationToken)
            : await changes.SaveAsync(before.Id, before.Version, json, by, cancellationToken);
        if (outcome is RuleOutcome.Saved && before is not null && enable)
            outcome = await changes.SetStateAsync(before.Id, RuleState.Enabled, by, cancellationToken);
        return Word(outcome);
    }

    public async Task<SaveOutcome> SetStateAsync(RuleId id, RuleState state, string by, CancellationToken cancellationToken) =>
        Word(await changes.SetStateAsync(id, state, by, cancellationToken));

    /// <summary>Saves an older version's content as a new version.</summary>
    public async Task<SaveOutcome> RollbackAsync(RuleId id, int version, string by, CancellationToken cancellationToken) =>
        Word(await changes.RollBackAsync(id, version, by, cancellationToken));

    public async Task<SaveOutcome> DeleteAsync(RuleId id, string by, CancellationToken cancellationToken) =>
        Word(await changes.DeleteAsync(id, by, cancellationToken));

    private static SaveOutcome Word(RuleOutcome outcome) => outcome switch
    {
        RuleOutcome.Saved saved => new SaveOutcome.Saved(saved.Rule),
        RuleOutcome.Invalid invalid => new SaveOutcome.Refused($"{invalid.Errors[0].Message} ({invalid.Errors[0].Pointer})"),
        RuleOutcome.Stale stale => new SaveOutcome.Refused($"somebody saved version {stale.CurrentVersion} meanwhile. Copy the JSON, open the rule again and apply it there."),
        RuleOutcome.NotFound notFound => new SaveOutcome.Refused(notFound.What),
        _ => throw new InvalidOperationException("RuleOutcome is closed."),
    };
}

/// <summary>What came of it. Closed.</summary>
internal abstract record SaveOutcome
{
    private SaveOutcome()
    {
    }

    public sealed record Saved(SavedRule Rule) : SaveOutcome;

    /// <param name="Reason">For a person, after <c>Not saved:</c>.</param>
    public sealed record Refused(string Reason) : SaveOutcome;
}
