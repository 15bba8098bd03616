namespace BlazorLake.Domain.Rules.Matching;

/// <summary>The distinct paths that a set of rules looks at, numbered, so that an event resolves each at most once for all of them.</summary>
/// <remarks>Thread-safe: it grows while events are looked at.</remarks>
internal sealed class PathTable
{
    private readonly Dictionary<FieldPath, int> _slots = [];
    private readonly Lock _gate = new();
    private FieldPath[] _paths = [];

    // One view is kept for the next event; a second thread at the same moment makes its own.
    private EventView? _spare;

    public FieldPath this[int slot] => Volatile.Read(ref _paths)[slot];

    public int SlotOf(FieldPath path)
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(path, out var slot))
            {
                _slots.Add(path, slot = _slots.Count);
                if (slot == _paths.Length)
                {
                    var grown = new FieldPath[Math.Max(8, slot * 2)];
                    _paths.CopyTo(grown, 0);
                    Volatile.Write(ref _paths, grown);
                }

                _paths[slot] = path;
            }

            return slot;
        }
    }

    public EventView Rent() => Interlocked.Exchange(ref _spare, null) ?? new EventView(this);

    public void Return(EventView view)
    {
        view.Clear();
        _spare = view;
    }
}
