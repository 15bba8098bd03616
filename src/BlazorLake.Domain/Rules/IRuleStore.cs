namespace BlazorLake.Domain.Rules;

/// <summary>Rules and their versions. Every save makes a new version; none is ever changed.</summary>
public interface IRuleStore
{
    Task<Page<SavedRule>> ListAsync(RuleFilter filter, PageRequest page, CancellationToken cancellationToken);

    Task<SavedRule?> FindAsync(RuleId id, CancellationToken cancellationToken);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<RuleVersion>> ListVersionsAsync(RuleId id, CancellationToken cancellationToken);

    Task<SavedRule> AddAsync(RuleDefinition definition, RuleState state, string by, CancellationToken cancellationToken);

    /// <summary>Saves version <paramref name="expectedVersion"/> + 1; <see cref="RuleChange.Stale"/> if that is not the newest. Null: whatever is newest.</summary>
    Task<RuleChange> SaveAsync(RuleId id, int? expectedVersion, RuleDefinition definition, string by, CancellationToken cancellationToken);

    /// <summary>Not a version: what runs, not what it says.</summary>
    Task<RuleChange> SetStateAsync(RuleId id, RuleState state, string by, CancellationToken cancellationToken);

    /// <summary>Occurrences and alerts stay.</summary>
    Task<RuleChange> DeleteAsync(RuleId id, string by, CancellationToken cancellationToken);

    /// <summary>A number that grows with every change of any rule: cheap enough to read before each group of events, so that a change holds at once on every node.</summary>
    Task<long> ReadRevisionAsync(CancellationToken cancellationToken);

    /// <summary>All rules that are enabled or in shadow, with the revision they are of.</summary>
    Task<ActiveRules> LoadActiveAsync(CancellationToken cancellationToken);
}

public sealed record RuleFilter(string? Text = null, string? Stream = null, RuleState? State = null, string? Tag = null);

public sealed record RuleVersion(int Version, RuleDefinition Definition, DateTimeOffset At, string By);

public sealed record ActiveRules(long Revision, IReadOnlyList<SavedRule> Rules);

public abstract record RuleChange
{
    private RuleChange()
    {
    }

    public sealed record Done(SavedRule Rule) : RuleChange;

    public sealed record Stale(int CurrentVersion) : RuleChange;

    public sealed record NotFound : RuleChange;
}
