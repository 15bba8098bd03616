using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Evaluation;

/// <summary>The rule set that runs, while it changes: each change is live at once, and what many changes leave behind is cleared away in the background.</summary>
/// <remarks>Thread-safe. Who evaluates takes <see cref="Current"/> and is never made to wait.</remarks>
public sealed class LiveRules
{
    private readonly Lock _gate = new();

    /// <summary>Changes that the compaction under way does not know; null when there is none under way.</summary>
    private List<RuleSetChange>? _since;

    private volatile RuleSet _current = RuleSet.Empty;

    public RuleSet Current => _current;

    /// <summary>Ends when nothing is being cleared away.</summary>
    public Task Compaction { get; private set; } = Task.CompletedTask;

    public void Replace(ActiveRules rules) => Replace(RuleSet.Compile(rules));

    public void Apply(RuleSetChange change)
    {
        lock (_gate)
        {
            _current = _current.With(change);
            _since?.Add(change);
            if (_since is not null || !_current.NeedsCompacting)
                return;
            var since = _since = [];
            var from = _current;
            Compaction = Task.Run(() => Compact(from, since));
        }
    }

    private void Replace(RuleSet rules)
    {
        lock (_gate)
        {
            _current = rules;
            // A compaction under way is of rules that no longer count.
            _since = null;
        }
    }

    private void Compact(RuleSet from, List<RuleSetChange> since)
    {
        RuleSet? compacted = null;
        try
        {
            compacted = from.Compacted();
        }
        finally
        {
            Finish(compacted, since);
        }
    }

    /// <summary>Takes over what changed meanwhile, without making those who change more wait for it.</summary>
    private void Finish(RuleSet? compacted, List<RuleSetChange> since)
    {
        for (var taken = 0; ;)
        {
            RuleSetChange[] missing;
            lock (_gate)
            {
                missing = _since == since ? [.. since.Skip(taken)] : [];
                if (compacted is null || missing.Length == 0)
                {
                    _current = compacted is not null && _since == since ? compacted : _current;
                    _since = _since == since ? null : _since;
                    return;
                }
            }

            compacted = missing.Aggregate(compacted, (rules, change) => rules.With(change));
            taken += missing.Length;
        }
    }
}
