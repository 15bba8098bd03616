using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Rules;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>The compiled rules, brought up to date whenever the revision in the database has changed: a change holds for the very next group on every node.</summary>
/// <remarks>Only what changed is read and compiled; everything at the start, and when the database can't tell what changed. One caller at a time.</remarks>
internal sealed partial class CurrentRules(IRuleStore store, ILogger<CurrentRules> logger)
{
    private readonly LiveRules _rules = new();
    private long? _revision;

    public async ValueTask<RuleSet> ReadAsync(CancellationToken cancellationToken)
    {
        var revision = await store.ReadRevisionAsync(cancellationToken);
        if (revision == _revision)
            return _rules.Current;
        var known = _rules.Current.Broken;
        _revision = await FollowAsync(revision, cancellationToken) ?? await LoadAsync(cancellationToken);
        foreach (var broken in _rules.Current.Broken.Except(known))
            LogBroken(logger, broken.RuleId, broken.Reason);
        return _rules.Current;
    }

    /// <summary>Null when what changed can't be told: at first, after the database was set back, or when a change did not say what it was.</summary>
    private async Task<long?> FollowAsync(long revision, CancellationToken cancellationToken)
    {
        if (_revision is not { } since || since > revision)
            return null;
        if (await store.ReadChangesAsync(since, cancellationToken) is not { } changed || changed.Revision < revision)
            return null;
        _rules.Apply(new RuleSetChange(changed.Revision, changed.Saved) { Gone = changed.Gone });
        return changed.Revision;
    }

    private async Task<long> LoadAsync(CancellationToken cancellationToken)
    {
        var active = await store.LoadActiveAsync(cancellationToken);
        _rules.Replace(active);
        LogLoaded(logger, active.Rules.Count, active.Revision);
        return active.Revision;
    }

    [LoggerMessage(EventId = 3221, Level = LogLevel.Information, Message = "Loaded {Count} rules at revision {Revision}")]
    private static partial void LogLoaded(ILogger logger, int count, long revision);

    [LoggerMessage(EventId = 3220, Level = LogLevel.Error, Message = "Rule {Rule} can't run and is left out: {Reason}")]
    private static partial void LogBroken(ILogger logger, RuleId rule, string reason);
}
