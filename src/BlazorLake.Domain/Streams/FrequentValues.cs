namespace BlazorLake.Domain.Streams;

/// <summary>The most frequent values of a field in bounded memory.</summary>
/// <remarks>
/// Space-saving (Metwally, Agrawal, El Abbadi 2005): with <see cref="Capacity"/> counters, every value with a share above 1/<see cref="Capacity"/> is among them, and no count is too low. Not thread-safe.
/// </remarks>
public sealed class FrequentValues
{
    public const int Capacity = 50;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Most frequent first; equal counts by value.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Items =>
        [.. _counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)];

    public void Add(string value, long count = 1)
    {
        if (_counts.TryGetValue(value, out var known))
        {
            _counts[value] = known + count;
            return;
        }

        var inherited = 0L;
        if (_counts.Count == Capacity)
        {
            var least = _counts.MinBy(c => c.Value);
            _counts.Remove(least.Key);
            inherited = least.Value;
        }

        _counts[value] = inherited + count;
    }

    public void Merge(FrequentValues other)
    {
        var sums = new Dictionary<string, long>(_counts, StringComparer.Ordinal);
        foreach (var (value, count) in other._counts)
            sums[value] = sums.GetValueOrDefault(value) + count;
        _counts.Clear();
        foreach (var (value, count) in sums.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(Capacity))
            _counts[value] = count;
    }
}
