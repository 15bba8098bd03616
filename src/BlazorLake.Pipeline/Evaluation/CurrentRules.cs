using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Rules;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>The compiled rules, read anew whenever the revision in the database has changed: a change holds for the very next group on every node.</summary>
internal sealed partial class CurrentRules(IRuleStore store, ILogger<CurrentRules> logger)
{
    private long? _revision;
    private RuleSet _rules = RuleSet.Empty;

    public async ValueTask<RuleSet> ReadAsync(CancellationToken cancellationToken)
    {
        var revision = await store.ReadRevisionAsync(cancellationToken);
        if (revision == _revision)
            return _rules;
        var active = await store.LoadActiveAsync(cancellationToken);
        _rules = RuleSet.Compile(active);
        _revision = active.Revision;
        foreach (var broken in _rules.Broken)
            LogBroken(logger, broken.RuleId, broken.Reason);
        return _rules;
    }

    [LoggerMessage(EventId = 3220, Level = LogLevel.Error, Message = "Rule {Rule} can't run and is left out: {Reason}")]
    private static partial void LogBroken(ILogger logger, RuleId rule, string reason);
}
