using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Deduplication;

/// <summary>Decides, event by event of one group, which are new: neither known before nor earlier in the group. Gives copies without an id theirs (ADR 0004).</summary>
internal sealed class NewEvents(RecentKeys known)
{
    private const int MostHints = 100_000;

    private readonly HashSet<EventKey> _group = [];
    private readonly List<EventKey> _keys = [];
    private readonly Dictionary<EventKey, int> _nextOrdinals = [];

    /// <summary>The keys of those that were new, in order.</summary>
    public IReadOnlyList<EventKey> Keys => _keys;

    public void StartGroup()
    {
        _group.Clear();
        _keys.Clear();
    }

    /// <summary>The event if it is new (with its own ordinal's id), else null: a duplicate.</summary>
    public StreamEvent? Accept(StreamEvent item)
    {
        if (item.HasDerivedId && !(item.Redelivered && known.Contains(item.Key)))
            item = WithFreeOrdinal(item);
        else if (IsKnown(item.Key))
            return null;
        _group.Add(item.Key);
        _keys.Add(item.Key);
        return item;
    }

    /// <summary>A copy of keys that outlives the group.</summary>
    public EventKey[] TakeKeys() => [.. _keys];

    private bool IsKnown(EventKey key) => _group.Contains(key) || known.Contains(key);

    // Ordinals are taken one after the other, so the first free one is found by doubling and halving, from where it was last time.
    private StreamEvent WithFreeOrdinal(StreamEvent first)
    {
        bool IsTaken(int ordinal) => IsKnown(ordinal == 0 ? first.Key : EventKey.Of(first.Stream, first.Source, DerivedEventId.IdOf(first.Id, ordinal)));

        var free = 0;
        if (IsTaken(0))
        {
            var taken = _nextOrdinals.GetValueOrDefault(first.Key, 1) - 1;
            if (!IsTaken(taken))
                taken = 0;
            var step = 1;
            for (free = taken + 1; IsTaken(free); free += step *= 2)
                taken = free;
            while (taken + 1 < free)
            {
                var middle = taken + (free - taken) / 2;
                if (IsTaken(middle))
                    taken = middle;
                else
                    free = middle;
            }
        }
        // Only a shortcut, so it may be forgotten whenever it grows too large.
        if (_nextOrdinals.Count >= MostHints)
            _nextOrdinals.Clear();
        if (free > 0)
            _nextOrdinals[first.Key] = free + 1;
        return DerivedEventId.WithOrdinal(first, free);
    }
}
