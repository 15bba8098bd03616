using BlazorLake.Domain;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Pipeline.Tests.Fakes;

/// <summary>A store without rules; the revision is the test's to change.</summary>
internal sealed class FakeRuleStore : IRuleStore
{
    public long Revision { get; set; } = 1;

    public Task<Page<SavedRule>> ListAsync(RuleFilter filter, PageRequest page, CancellationToken cancellationToken) => Task.FromResult(new Page<SavedRule>([], null));

    public Task<SavedRule?> FindAsync(RuleId id, CancellationToken cancellationToken) => Task.FromResult<SavedRule?>(null);

    public Task<IReadOnlyList<RuleVersion>> ListVersionsAsync(RuleId id, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RuleVersion>>([]);

    public Task<SavedRule> AddAsync(RuleDefinition definition, RuleState state, string by, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RuleChange> SaveAsync(RuleId id, int? expectedVersion, RuleDefinition definition, string by, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RuleChange> SetStateAsync(RuleId id, RuleState state, string by, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RuleChange> DeleteAsync(RuleId id, string by, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<long> ReadRevisionAsync(CancellationToken cancellationToken) => Task.FromResult(Revision);

    public Task<ActiveRules> LoadActiveAsync(CancellationToken cancellationToken) => Task.FromResult(new ActiveRules(Revision, []));
}
