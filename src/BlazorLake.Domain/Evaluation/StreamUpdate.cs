using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Evaluation;

/// <summary>Gathers what a change removes from and adds to the rules of one stream.</summary>
internal sealed class StreamUpdate(StreamName stream, StreamParts parts)
{
    private readonly HashSet<int>[] _removed = [.. parts.All.Select(_ => new HashSet<int>())];
    private readonly List<RuleInstance> _added = [];

    public bool HasChanges => _added.Count > 0 || _removed.Any(r => r.Count > 0);

    /// <summary>Takes a rule out. Its place, for the one that follows; null when it was not there.</summary>
    public long? Remove(RuleId rule)
    {
        long? place = null;
        for (var i = 0; i < parts.All.Count; i++)
        {
            foreach (var number in parts.All[i].Of(rule))
            {
                _removed[i].Add(number);
                var first = parts.All[i].Instances[number].Order;
                place = Math.Min(place ?? first, first);
            }
        }

        return place;
    }

    public void Remove(RuleId rule, ParameterValues values)
    {
        foreach (var (part, number) in NumbersOf(rule, values))
            _removed[part].Add(number);
    }

    /// <param name="given">Sets of values that subscriptions give.</param>
    public void Add(SavedRule rule, IReadOnlyList<ParameterValues> given, long place)
    {
        if (rule.State == RuleState.Disabled || !rule.Definition.Streams.Contains(stream))
            return;
        foreach (var values in RuleInstances.Of(rule.Definition, given))
            _added.Add(new RuleInstance(rule, values, place++));
    }

    /// <summary>Adds sets of values to a rule that is there, after those it has.</summary>
    public void AddSets(SavedRule rule, IReadOnlyList<ParameterValues> given, long placeIfNew)
    {
        var last = parts.All.Select(p => p.LastOrderOf(rule.Id)).Max() ?? _added.Where(a => a.Rule.Id == rule.Id).Max(a => (long?)a.Order);
        IReadOnlyList<ParameterValues> missing = [.. given.Where(g => RuleInstances.Fill(rule.Definition, g) is { } values && !NumbersOf(rule.Id, values).Any(n => !_removed[n.Part].Contains(n.Number)))];
        if (missing.Count > 0)
            Add(rule, missing, last + 1 ?? placeIfNew);
    }

    private IEnumerable<(int Part, int Number)> NumbersOf(RuleId rule, ParameterValues values) =>
        parts.All.SelectMany((p, part) => p.Of(rule, values).Select(number => (part, number)));

    public StreamParts Apply(Action<RuleInstance, Exception> broken) => parts.With(_removed, _added, broken);
}
