using BlazorLake.Domain;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Testing.Fakes;

/// <summary>Rules and their versions in memory.</summary>
public sealed class FakeRuleStore(TimeProvider clock) : IRuleStore
{
    private readonly Dictionary<RuleId, List<RuleVersion>> _versions = [];
    private readonly Dictionary<RuleId, long> _changedAt = [];
    private long _revision;

    public List<SavedRule> Rules { get; } = [];

    /// <summary>How often all rules were read.</summary>
    public int LoadCount { get; private set; }

    /// <summary>What <see cref="ReadChangesAsync"/> has told, in all.</summary>
    public int ChangeCount { get; private set; }

    /// <summary>As when the database is set back to an earlier state.</summary>
    public void SetBack(long revision, params IEnumerable<SavedRule> rules)
    {
        Rules.Clear();
        Rules.AddRange(rules);
        _changedAt.Clear();
        _revision = revision;
    }

    public Task<Page<SavedRule>> ListAsync(RuleFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<SavedRule>(
            [.. Rules.Where(r => filter.Text is null || r.Definition.Name.Contains(filter.Text, StringComparison.OrdinalIgnoreCase)).Where(r => filter.State is null || r.State == filter.State)
                .Where(r => filter.Stream is null || r.Definition.Streams.Any(s => s.Value == filter.Stream))], null));

    public Task<SavedRule?> FindAsync(RuleId id, CancellationToken cancellationToken) => Task.FromResult(Rules.Find(r => r.Id == id));

    public Task<IReadOnlyList<RuleVersion>> ListVersionsAsync(RuleId id, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RuleVersion>>(_versions.GetValueOrDefault(id) ?? []);

    public Task<SavedRule> AddAsync(RuleDefinition definition, RuleState state, string by, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var rule = new SavedRule(RuleId.Create(at), 1, state, definition, at, at, by);
        Rules.Add(rule);
        _versions[rule.Id] = [new RuleVersion(1, definition, at, by)];
        _changedAt[rule.Id] = ++_revision;
        return Task.FromResult(rule);
    }

    public Task<RuleChange> SaveAsync(RuleId id, int? expectedVersion, RuleDefinition definition, string by, CancellationToken cancellationToken) => Change(id, rule =>
    {
        if (expectedVersion is { } expected && expected != rule.Version)
            return new RuleChange.Stale(rule.Version);
        var saved = rule with { Version = rule.Version + 1, Definition = definition, UpdatedAt = clock.GetUtcNow(), UpdatedBy = by };
        _versions[id].Add(new RuleVersion(saved.Version, definition, saved.UpdatedAt, by));
        return new RuleChange.Done(saved);
    });

    public Task<RuleChange> SetStateAsync(RuleId id, RuleState state, string by, CancellationToken cancellationToken) =>
        Change(id, rule => new RuleChange.Done(rule with { State = state, UpdatedAt = clock.GetUtcNow(), UpdatedBy = by }));

    public async Task<RuleChange> DeleteAsync(RuleId id, string by, CancellationToken cancellationToken)
    {
        var change = await Change(id, rule => new RuleChange.Done(rule));
        Rules.RemoveAll(r => r.Id == id);
        return change;
    }

    public Task<long> ReadRevisionAsync(CancellationToken cancellationToken) => Task.FromResult(_revision);

    public Task<ActiveRules> LoadActiveAsync(CancellationToken cancellationToken)
    {
        LoadCount++;
        return Task.FromResult(new ActiveRules(_revision, [.. Rules.Where(r => r.State != RuleState.Disabled)]));
    }

    public Task<ChangedRules?> ReadChangesAsync(long since, CancellationToken cancellationToken)
    {
        var changed = _changedAt.Where(c => c.Value > since).Select(c => c.Key).ToHashSet();
        ChangeCount += changed.Count;
        SavedRule[] saved = [.. Rules.Where(r => changed.Contains(r.Id) && r.State != RuleState.Disabled)];
        return Task.FromResult(changed.Count == 0 ? null : new ChangedRules(_revision, saved, [.. changed.Except(saved.Select(r => r.Id))]));
    }

    private Task<RuleChange> Change(RuleId id, Func<SavedRule, RuleChange> change)
    {
        var index = Rules.FindIndex(r => r.Id == id);
        if (index < 0)
            return Task.FromResult<RuleChange>(new RuleChange.NotFound());
        var outcome = change(Rules[index]);
        if (outcome is RuleChange.Done done)
            Rules[index] = done.Rule;
        _changedAt[id] = ++_revision;
        return Task.FromResult(outcome);
    }
}
