using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Matching.Clauses;
using BlazorLake.Domain.Rules.Matching.Index;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>The product's matcher over some conditions.</summary>
internal sealed class MatchingSubject
{
    private readonly StreamMatcher _matcher;

    public MatchingSubject(IEnumerable<(Condition Condition, ParameterValues Parameters)> conditions)
    {
        var (slots, paths) = (new SlotTable(), new PathTable());
        var builder = new IndexBuilder(slots, paths);
        foreach (var (condition, parameters) in conditions)
            builder.Add(condition, parameters);
        _matcher = new StreamMatcher(slots, paths, [builder.Build()]);
    }

    public static MatchingSubject Of(IEnumerable<Condition> conditions) => new(conditions.Select(c => (c, ParameterValues.None)));

    public int Match(StreamEvent e)
    {
        var session = _matcher.Rent();
        session.TryMatch(e);
        var count = session.MatchedOf(0, out _).Length;
        _matcher.Return(session);
        return count;
    }
}
