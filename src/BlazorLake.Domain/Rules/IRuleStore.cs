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

    /// <summary>What changed after revision <paramref name="since"/>, deletions and pauses included; null when that can't be told, and all are to be loaded.</summary>
    /// <remarks>Revisions are given in the order in which changes become visible: with one, everything before it is seen.</remarks>
    Task<ChangedRules?> ReadChangesAsync(long since, CancellationToken cancellationToken);
}

/// <summary>Which rules to list; what is null does not restrict.</summary>
public sealed record RuleFilter(string? Text = null, string? Stream = null, RuleState? State = null, string? Tag = null);

/// <summary>One version of a rule: what it said from then on, and who said so.</summary>
public sealed record RuleVersion(int Version, RuleDefinition Definition, DateTimeOffset At, string By);

/// <summary>Every rule that runs, at one revision.</summary>
public sealed record ActiveRules(long Revision, IReadOnlyList<SavedRule> Rules)
{
    /// <summary>Values that active subscriptions give for rules with parameters; a rule that is not in it runs with its defaults alone.</summary>
    public IReadOnlyDictionary<RuleId, IReadOnlyList<ParameterValues>> ParameterSets { get; init; } = new Dictionary<RuleId, IReadOnlyList<ParameterValues>>();
}

/// <summary>Rules that changed between two revisions, each as it is now.</summary>
/// <param name="Revision">Of the last of these changes.</param>
/// <param name="Saved">New or changed, and enabled or in shadow.</param>
/// <param name="Gone">Deleted or disabled.</param>
public sealed record ChangedRules(long Revision, IReadOnlyList<SavedRule> Saved, IReadOnlyList<RuleId> Gone);

/// <summary>What became of a change to a rule: closed, each case handled by the caller.</summary>
public abstract record RuleChange
{
    private RuleChange()
    {
    }

    public sealed record Done(SavedRule Rule) : RuleChange;

    public sealed record Stale(int CurrentVersion) : RuleChange;

    public sealed record NotFound : RuleChange;
}
