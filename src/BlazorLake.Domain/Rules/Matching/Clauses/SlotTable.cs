namespace BlazorLake.Domain.Rules.Matching.Clauses;

/// <summary>The fields that the rules of a stream look at, numbered. A copy can grow without disturbing those who read this one.</summary>
internal sealed class SlotTable
{
    private readonly Dictionary<FieldPath, int> _slots;
    private readonly List<FieldPath> _paths;
    private readonly HashSet<int> _tracksMissing;

    public SlotTable() => (_slots, _paths, _tracksMissing) = ([], [], []);

    public SlotTable(SlotTable other) => (_slots, _paths, _tracksMissing) = (new(other._slots), [.. other._paths], [.. other._tracksMissing]);

    public int Count => _paths.Count;

    public IReadOnlyList<FieldPath> Paths => _paths;

    /// <summary>Slots for which it matters that some element of an array lacks them.</summary>
    public IReadOnlySet<int> TracksMissing => _tracksMissing;

    public int SlotOf(FieldPath path)
    {
        if (!_slots.TryGetValue(path, out var slot))
        {
            _slots.Add(path, slot = _paths.Count);
            _paths.Add(path);
        }

        return slot;
    }

    public void TrackMissing(int slot) => _tracksMissing.Add(slot);
}
