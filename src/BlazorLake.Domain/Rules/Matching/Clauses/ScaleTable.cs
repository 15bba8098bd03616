using BlazorLake.Domain.Rules.Matching.Scales;

namespace BlazorLake.Domain.Rules.Matching.Clauses;

internal enum ScaleKind
{
    Points,
    Numbers,
    Instants,
    Beginnings,
    Ends,
    Texts,
    Networks,
    Presence,
}

/// <summary>The scales of all fields, made as rules ask for them.</summary>
internal sealed class ScaleTable(SlotTable slots)
{
    private readonly Dictionary<(int Slot, ScaleKind Kind, bool Folds), Scale> _scales = [];
    private readonly List<Scale> _byDimension = [];
    private int _textCount;

    public SlotTable Slots => slots;

    /// <summary>Points given so far, on all scales together.</summary>
    public int PointCount { get; private set; }

    /// <summary>Texts to be found, on all scales together.</summary>
    public int TextCount => _textCount;

    /// <summary>By dimension; those without regard to letter case as they are inside.</summary>
    public IReadOnlyList<Scale> All => _byDimension;

    public PointScale Points(int slot, bool folds) => (PointScale)Get(slot, ScaleKind.Points, folds, d => new PointScale(d, NextPoint));

    public NumberScale Numbers(int slot) => (NumberScale)Get(slot, ScaleKind.Numbers, false, d => new NumberScale(d));

    public InstantScale Instants(int slot) => (InstantScale)Get(slot, ScaleKind.Instants, false, d => new InstantScale(d));

    public PrefixScale Beginnings(int slot, bool folds) => (PrefixScale)Get(slot, ScaleKind.Beginnings, folds, d => new PrefixScale(d, isReversed: false));

    public PrefixScale Ends(int slot, bool folds) => (PrefixScale)Get(slot, ScaleKind.Ends, folds, d => new PrefixScale(d, isReversed: true));

    public LiteralScale Texts(int slot, bool folds) => (LiteralScale)Get(slot, ScaleKind.Texts, folds, d => new LiteralScale(d, NextPoint, () => _textCount++));

    public NetworkScale Networks(int slot) => (NetworkScale)Get(slot, ScaleKind.Networks, false, d => new NetworkScale(d));

    public PresenceScale Presence(int slot) => (PresenceScale)Get(slot, ScaleKind.Presence, false, d => new PresenceScale(d, NextPoint()));

    public void Seal()
    {
        foreach (var scale in _byDimension)
            scale.Seal();
    }

    /// <summary>For each slot its scales, as an event's values are placed on them.</summary>
    public Scale[][] BySlot()
    {
        var bySlot = new List<Scale>[slots.Count];
        for (var i = 0; i < bySlot.Length; i++)
            bySlot[i] = [];
        foreach (var ((slot, _, folds), scale) in _scales)
            bySlot[slot].Add(folds ? new FoldedScale(scale) : scale);
        return [.. bySlot.Select(s => s.ToArray())];
    }

    private int NextPoint() => PointCount++;

    private Scale Get(int slot, ScaleKind kind, bool folds, Func<int, Scale> make)
    {
        if (!_scales.TryGetValue((slot, kind, folds), out var scale))
        {
            _scales.Add((slot, kind, folds), scale = make(_byDimension.Count));
            _byDimension.Add(scale);
        }

        return scale;
    }
}
