namespace BlazorLake.Domain.Streams;

/// <summary>The most frequent values of a field in bounded memory.</summary>
/// <remarks>
/// Space-saving (Metwally, Agrawal, El Abbadi 2005): with <see cref="Capacity"/> counters, every value with a share above 1/<see cref="Capacity"/> is among them.
/// A value that takes another's place inherits its counter; what is told is the counter without what was inherited, so that no count is too high. Not thread-safe.
/// </remarks>
public sealed class FrequentValues
{
    public const int Capacity = 50;

    private readonly Dictionary<string, Counter> _counters = new(StringComparer.Ordinal);

    /// <summary>Most frequent first; equal counts by value.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Items =>
        [.. _counters.Select(c => KeyValuePair.Create(c.Key, c.Value.Seen)).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)];

    /// <summary>Counters as they are kept, largest first.</summary>
    internal IEnumerable<(string Value, long Count, long Inherited)> Counters =>
        _counters.OrderByDescending(c => c.Value.Count).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value.Count, c.Value.Inherited));

    public void Add(string value)
    {
        if (_counters.TryGetValue(value, out var known))
        {
            _counters[value] = known with { Count = known.Count + 1 };
            return;
        }

        var inherited = 0L;
        if (_counters.Count == Capacity)
        {
            inherited = RemoveLeast();
        }

        _counters[value] = new Counter(inherited + 1, inherited);
    }

    /// <returns>Its counter.</returns>
    private long RemoveLeast()
    {
        string? least = null;
        var count = long.MaxValue;
        foreach (var (value, counter) in _counters)
        {
            if (counter.Count < count)
                (least, count) = (value, counter.Count);
        }

        _counters.Remove(least!);
        return count;
    }

    public void Merge(FrequentValues other)
    {
        foreach (var (value, counter) in other._counters)
        {
            var known = _counters.GetValueOrDefault(value);
            _counters[value] = new Counter(known.Count + counter.Count, known.Inherited + counter.Inherited);
        }

        foreach (var (value, _, _) in Counters.Skip(Capacity).ToList())
            _counters.Remove(value);
    }

    internal void Restore(string value, long count, long inherited) => _counters[value] = new Counter(count, inherited);

    private readonly record struct Counter(long Count, long Inherited)
    {
        public long Seen => Count - Inherited;
    }
}
