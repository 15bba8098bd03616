namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Limits in order; between them, and at each, is one place: 2k + 1 at the k-th, 2k between it and the one before.</summary>
internal abstract class LimitScale<T>(int dimension) : IntervalScale(dimension)
    where T : struct, IEquatable<T>
{
    private readonly List<T> _added = [];
    private Dictionary<T, int>? _handles = [];
    private int[] _ranks = [];

    protected T[] Limits { get; private set; } = [];

    public override int OperandCount => _handles?.Count ?? Limits.Length;

    /// <summary>A handle for <see cref="IntervalOf"/>.</summary>
    public int Add(in T limit)
    {
        if (!_handles!.TryGetValue(limit, out var handle))
        {
            _handles.Add(limit, handle = _added.Count);
            _added.Add(limit);
        }

        return handle;
    }

    public override void Seal()
    {
        int[] order = [.. Enumerable.Range(0, _added.Count)];
        Array.Sort(order, (a, b) => Compare(_added[a], _added[b]));
        _ranks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
            _ranks[order[rank]] = rank;
        Limits = [.. order.Select(o => _added[o])];
        _handles = null;
        _added.Clear();
        _added.TrimExcess();
    }

    public override void Forget() => _ranks = [];

    public override (int Low, int High) IntervalOf(int low, int high, IntervalForm form) => (
        form.HasFlag(IntervalForm.HasLow) ? (2 * _ranks[low]) + (form.HasFlag(IntervalForm.LowBelongs) ? 1 : 2) : 0,
        form.HasFlag(IntervalForm.HasHigh) ? (2 * _ranks[high]) + (form.HasFlag(IntervalForm.HighBelongs) ? 1 : 0) : 2 * Limits.Length);

    public override double ShareOf(int low, int high) => (high - low + 1.0) / ((2 * Limits.Length) + 1);

    protected abstract int Compare(in T left, in T right);

    protected int Position(in T value)
    {
        var (low, high) = (0, Limits.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var order = Compare(Limits[middle], value);
            if (order == 0)
                return (2 * middle) + 1;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return 2 * low;
    }
}
