using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Deduplication;

/// <summary>The newest keys, in memory until there are enough for a run.</summary>
internal sealed class KeyTail
{
    private readonly HashSet<EventKey> _keys = new(RecentKeys.TailKeys);

    public int Count => _keys.Count;

    public int Day { get; private set; }

    public bool Contains(EventKey key) => _keys.Contains(key);

    public void Add(IReadOnlyList<EventKey> keys, DateTimeOffset at)
    {
        foreach (var key in keys)
            _keys.Add(key);
        Day = Math.Max(Day, RecentKeys.DayOf(at));
    }

    public EventKey[] Sorted()
    {
        var sorted = new EventKey[_keys.Count];
        _keys.CopyTo(sorted);
        Array.Sort(sorted);
        return sorted;
    }

    public void Clear()
    {
        _keys.Clear();
        Day = 0;
    }
}
