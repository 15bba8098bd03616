namespace BlazorLake.Domain.Rules.Matching;

/// <summary>The distinct paths that a set of rules looks at, numbered, so that an event resolves each at most once for all of them.</summary>
internal sealed class PathTable
{
    private readonly Dictionary<FieldPath, int> _slots = [];
    private readonly List<FieldPath> _paths = [];

    // One view is kept for the next event; a second thread at the same moment makes its own.
    private EventView? _spare;

    public IReadOnlyList<FieldPath> Paths => _paths;

    public int SlotOf(FieldPath path)
    {
        if (!_slots.TryGetValue(path, out var slot))
        {
            _slots.Add(path, slot = _paths.Count);
            _paths.Add(path);
        }

        return slot;
    }

    public EventView Rent() => Interlocked.Exchange(ref _spare, null) ?? new EventView(this);

    public void Return(EventView view)
    {
        view.Clear();
        _spare = view;
    }
}
