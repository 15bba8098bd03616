using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>What people do to rules, from the API and from pages: validated, stored, told to every open page.</summary>
internal sealed class RuleChanges(IRuleStore store, ILiveFeed feed, TimeProvider clock)
{
    /// <param name="json">The rule's document as written.</param>
    public async Task<RuleOutcome> CreateAsync(string json, RuleState state, string by, CancellationToken cancellationToken)
    {
        switch (RuleValidator.Validate(json, clock.GetUtcNow()))
        {
            case RuleReading.Valid valid:
                return await ToldAsync(new RuleOutcome.Saved(await store.AddAsync(valid.Definition, state, by, cancellationToken)), cancellationToken);
            case RuleReading.Invalid invalid:
                return new RuleOutcome.Invalid(invalid.Errors);
            default:
                throw new InvalidOperationException("RuleReading is closed.");
        }
    }

    /// <param name="expectedVersion">The version the change was made from; null: whatever is newest.</param>
    public async Task<RuleOutcome> SaveAsync(RuleId id, int? expectedVersion, string json, string by, CancellationToken cancellationToken)
    {
        switch (RuleValidator.Validate(json, clock.GetUtcNow()))
        {
            case RuleReading.Valid valid:
                return await ToldAsync(Outcome(id, await store.SaveAsync(id, expectedVersion, valid.Definition, by, cancellationToken)), cancellationToken);
            case RuleReading.Invalid invalid:
                return await store.FindAsync(id, cancellationToken) is null ? NoRule(id) : new RuleOutcome.Invalid(invalid.Errors);
            default:
                throw new InvalidOperationException("RuleReading is closed.");
        }
    }

    /// <summary>Saves what <paramref name="version"/> said as a new version.</summary>
    public async Task<RuleOutcome> RollBackAsync(RuleId id, int version, string by, CancellationToken cancellationToken)
    {
        var versions = await store.FindAsync(id, cancellationToken) is null ? [] : await store.ListVersionsAsync(id, cancellationToken);
        if (versions.Count == 0)
            return NoRule(id);
        return versions.FirstOrDefault(v => v.Version == version) is { } old
            ? await SaveAsync(id, expectedVersion: null, old.Definition.Json, by, cancellationToken)
            : new RuleOutcome.NotFound($"Rule {id} has no version {version}; it has 1 to {versions[^1].Version}.");
    }

    public async Task<RuleOutcome> SetStateAsync(RuleId id, RuleState state, string by, CancellationToken cancellationToken) =>
        await ToldAsync(Outcome(id, await store.SetStateAsync(id, state, by, cancellationToken)), cancellationToken);

    public async Task<RuleOutcome> DeleteAsync(RuleId id, string by, CancellationToken cancellationToken) =>
        await ToldAsync(Outcome(id, await store.DeleteAsync(id, by, cancellationToken)), cancellationToken);

    private async Task<RuleOutcome> ToldAsync(RuleOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is RuleOutcome.Saved)
            await feed.PublishAsync(new LiveChange.RulesChanged(), cancellationToken);
        return outcome;
    }

    private static RuleOutcome Outcome(RuleId id, RuleChange change) => change switch
    {
        RuleChange.Done done => new RuleOutcome.Saved(done.Rule),
        RuleChange.Stale stale => new RuleOutcome.Stale(stale.CurrentVersion),
        _ => NoRule(id),
    };

    private static RuleOutcome.NotFound NoRule(RuleId id) => new($"There is no rule {id}.");
}
