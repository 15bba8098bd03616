using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Matching.Clauses;
using BlazorLake.Domain.Rules.Matching.Index;

namespace BlazorLake.Domain.Tests.Rules.Matching;

/// <summary>A matcher over some conditions, asked as its users ask it.</summary>
internal sealed class Matched
{
    private readonly StreamMatcher _matcher;
    private readonly PathTable _paths = new();
    private readonly PlainEvaluator[] _plain;

    public Matched(IReadOnlyList<Condition> conditions)
    {
        var slots = new SlotTable();
        var builder = new IndexBuilder(slots, _paths);
        foreach (var condition in conditions)
            builder.Add(condition, ParameterValues.None);
        _matcher = new StreamMatcher(slots, _paths, [builder.Build()]);
        _plain = [.. conditions.Select(c => new PlainEvaluator(_paths, c, ParameterValues.None))];
    }

    /// <summary>Numbers of the conditions that hold.</summary>
    public int[] Of(StreamEvent e)
    {
        var session = _matcher.Rent();
        try
        {
            Assert.True(session.TryMatch(e), "The walk says the event is not JSON.");
            var matched = session.MatchedOf(0, out var mustVerify).ToArray();
            return mustVerify ? [.. matched.Where(m => _plain[m].Matches(session.View))] : matched;
        }
        finally
        {
            _matcher.Return(session);
        }
    }

    /// <summary>Whatever the answer: only what the plain evaluator says of text that is no JSON, or no UTF-8, may be thrown.</summary>
    public void Try(StreamEvent e)
    {
        var session = _matcher.Rent();
        try
        {
            session.TryMatch(e);
            session.MatchedOf(0, out _);
        }
        catch (Exception defect) when (defect is JsonException or InvalidOperationException)
        {
        }
        finally
        {
            _matcher.Return(session);
        }
    }

    /// <summary>The same by the plain evaluator, one after another, and by its explanation.</summary>
    public int[] Expected(StreamEvent e)
    {
        int[] matched = [.. Enumerable.Range(0, _plain.Length).Where(i => _plain[i].Matches(e))];
        Assert.Equal(matched, Enumerable.Range(0, _plain.Length).Where(i => _plain[i].Explain(e).Matched));
        return matched;
    }
}
