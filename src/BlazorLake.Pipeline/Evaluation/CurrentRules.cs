using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Rules;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>The compiled rules, read anew whenever the revision in the database has changed: a change holds for the very next group on every node.</summary>
/// <remarks>Only what changed is compiled. One caller at a time.</remarks>
internal sealed partial class CurrentRules(IRuleStore store, ILogger<CurrentRules> logger)
{
    /// <summary>With more changes at once than this everything is compiled anew.</summary>
    private const int MostChanges = 256;

    private readonly LiveRules _rules = new();
    private ActiveRules? _active;

    public async ValueTask<RuleSet> ReadAsync(CancellationToken cancellationToken)
    {
        var revision = await store.ReadRevisionAsync(cancellationToken);
        if (revision == _active?.Revision)
            return _rules.Current;
        var active = await store.LoadActiveAsync(cancellationToken);
        var known = _rules.Current.Broken;
        if (_active is not null && ChangeBetween(_active, active) is { } change && change.Saved.Count + change.Gone.Count <= MostChanges)
            _rules.Apply(change);
        else
            _rules.Replace(active);
        _active = active;
        foreach (var broken in _rules.Current.Broken.Except(known))
            LogBroken(logger, broken.RuleId, broken.Reason);
        return _rules.Current;
    }

    private static RuleSetChange ChangeBetween(ActiveRules before, ActiveRules after)
    {
        var known = before.Rules.ToDictionary(r => r.Id);
        SavedRule[] saved = [.. after.Rules.Where(r => !known.TryGetValue(r.Id, out var was) || was.Version != r.Version || was.State != r.State)];
        var stay = after.Rules.Select(r => r.Id).ToHashSet();
        return new RuleSetChange(after.Revision, saved) { Gone = [.. known.Keys.Where(id => !stay.Contains(id))], ParameterSets = after.ParameterSets };
    }

    [LoggerMessage(EventId = 3220, Level = LogLevel.Error, Message = "Rule {Rule} can't run and is left out: {Reason}")]
    private static partial void LogBroken(ILogger logger, RuleId rule, string reason);
}
