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
            if (_since is null && _current.NeedsCompacting)
            {
                var (from, since) = (_current, _since = []);
                Compaction = Task.Run(() => Compact(from, since));
            }
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
        try
        {
            for (var isDone = false; !isDone;)
                isDone = Finish(from.Compacted(), ref from, ref since);
        }
        catch
        {
            lock (_gate)
                _since = _since == since ? null : _since;
            throw;
        }
    }

    /// <summary>Takes over what changed meanwhile, without making those who change more wait for it. False when so much did that it is to be done again.</summary>
    private bool Finish(RuleSet compacted, ref RuleSet from, ref List<RuleSetChange> since)
    {
        for (var taken = 0; ;)
        {
            RuleSetChange[] missing;
            lock (_gate)
            {
                if (_since != since)
                    return true;
                missing = [.. since.Skip(taken)];
                if (missing.Length == 0)
                {
                    from = _current = compacted;
                    _since = compacted.NeedsCompacting ? [] : null;
                    since = _since ?? since;
                    return _since is null;
                }
            }

            compacted = missing.Aggregate(compacted, (rules, change) => rules.With(change));
            taken += missing.Length;
        }
    }
}
