using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;

namespace BlazorLake.Domain.Evaluation;

/// <summary>The rule instances of one stream, behind one matcher.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
internal sealed class StreamRules
{
    private readonly StreamParts _parts;
    private readonly StreamMatcher _matcher;

    public StreamRules(StreamParts parts)
    {
        _parts = parts;
        _matcher = new StreamMatcher(parts.Slots, parts.Paths, [.. parts.All.Select(p => p.Index)]);
    }

    public StreamParts Parts => _parts;

    public Evaluation Evaluate(StreamEvent e, DateTimeOffset now)
    {
        var session = _matcher.Rent();
        try
        {
            return Evaluate(e, now, session);
        }
        finally
        {
            _matcher.Return(session);
        }
    }

    /// <summary>Any of the instances matches, whether or not it would fire.</summary>
    public bool IsMatched(StreamEvent e)
    {
        var session = _matcher.Rent();
        try
        {
            return Find(e, session) is { } matched && matched.Exists(m => !m.MustVerify || m.Rule.Matches(session.View));
        }
        finally
        {
            _matcher.Return(session);
        }
    }

    private Evaluation Evaluate(StreamEvent e, DateTimeOffset now, MatchSession session)
    {
        if (Find(e, session) is not { } matched)
            return Evaluation.Nothing;
        List<Occurrence>? occurrences = null;
        List<RuleId>? withoutKey = null;
        List<RuleFailure>? failures = null;
        var view = session.View;
        foreach (var (rule, mustVerify) in matched)
        {
            try
            {
                if (mustVerify && !rule.Matches(view))
                    continue;
                if (rule.Fire(view, now) is { } occurrence)
                    (occurrences ??= []).Add(occurrence);
                else
                    (withoutKey ??= []).Add(rule.Rule.Id);
            }
            catch (Exception defect)
            {
                (failures ??= []).Add(new RuleFailure(rule.Rule.Id, defect.Message, defect));
            }
        }

        return occurrences is null && withoutKey is null && failures is null
            ? Evaluation.Nothing
            : new Evaluation(occurrences ?? [], withoutKey ?? [], failures ?? []);
    }

    /// <summary>Instances that match, in their order; null for none.</summary>
    private List<(RuleInstance Rule, bool MustVerify)>? Find(StreamEvent e, MatchSession session)
    {
        if (!TryMatch(e, session))
            return _parts.AllInOrder();
        List<(RuleInstance Rule, bool MustVerify)>? matched = null;
        for (var i = 0; i < _parts.All.Count; i++)
        {
            var part = _parts.All[i];
            foreach (var number in session.MatchedOf(i, out var mustVerify))
            {
                if (part.IsAlive(number))
                    (matched ??= []).Add((part.Instances[number], mustVerify));
            }
        }

        if (_parts.All.Count > 1)
            matched?.Sort(static (a, b) => a.Rule.Order.CompareTo(b.Rule.Order));
        return matched;
    }

    /// <summary>False also when a condition broke: then each is asked alone, so that it takes no other down.</summary>
    private static bool TryMatch(StreamEvent e, MatchSession session)
    {
        try
        {
            return session.TryMatch(e);
        }
        catch (Exception)
        {
            return false;
        }
    }
}
