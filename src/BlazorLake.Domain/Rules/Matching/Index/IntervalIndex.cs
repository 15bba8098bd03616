namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>Finds all intervals that meet a given one, in steps that grow with how many are found and the logarithm of how many there are.</summary>
/// <remarks>Ordered by where they begin; over blocks of 16, and blocks of blocks, is kept where the last one ends. Immutable; thread-safe.</remarks>
internal sealed class IntervalIndex
{
    public static readonly IntervalIndex Empty = new([], isHull: true);

    private const int BlockBits = 4;

    private readonly int[] _lows;
    private readonly int[] _targets;

    /// <summary>Ends of each, then of each block, of each block of blocks.</summary>
    private readonly int[][] _ends;

    /// <param name="intervals">Ordered by <c>Low</c>.</param>
    /// <param name="isHull">Of a field with several values, all intervals between the least and the greatest count.</param>
    public IntervalIndex(IReadOnlyList<(int Low, int High, int Target)> intervals, bool isHull)
    {
        IsHull = isHull;
        _lows = [.. intervals.Select(i => i.Low)];
        _targets = [.. intervals.Select(i => i.Target)];
        var levels = new List<int[]> { intervals.Select(i => i.High).ToArray() };
        while (levels[^1].Length > 1 << BlockBits)
            levels.Add([.. levels[^1].Chunk(1 << BlockBits).Select(c => c.Max())]);
        _ends = [.. levels];
    }

    public bool IsHull { get; }

    /// <summary>Visits the targets of intervals that begin at or before <paramref name="to"/> and end at or after <paramref name="from"/>.</summary>
    public void Visit(int from, int to, MatcherIndex index, MatchState state)
    {
        var found = _lows.AsSpan().BinarySearch(new UpTo(to));
        var count = ~found;
        if (count > 0)
            Visit(_ends.Length - 1, 0, from, count, index, state);
    }

    private void Visit(int level, int start, int from, int count, MatcherIndex index, MatchState state)
    {
        var ends = _ends[level];
        var last = Math.Min(ends.Length, ((count - 1) >> (level * BlockBits)) + 1);
        if (level < _ends.Length - 1)
            last = Math.Min(last, start + (1 << BlockBits));
        for (var i = start; i < last; i++)
        {
            if (ends[i] < from)
                continue;
            if (level == 0)
                index.Visit(_targets[i], state);
            else
                Visit(level - 1, i << BlockBits, from, count, index, state);
        }
    }

    /// <summary>Stands after all that are equal, so that a search ends behind them.</summary>
    private readonly struct UpTo(int value) : IComparable<int>
    {
        public int CompareTo(int other) => value >= other ? 1 : -1;
    }
}
