using BlazorLake.Domain.Rules.Matching.Scales;

namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>Finds all intervals that meet a given one, in steps that grow with how many are found and the logarithm of how many there are.</summary>
/// <remarks>
/// Ordered by where they begin; over blocks of 16, and blocks of blocks, is kept where the last one ends. Beside each lies a further test of what is there, so that most of those
/// that are found in vain cost one comparison. Immutable; thread-safe.
/// </remarks>
internal sealed class IntervalIndex
{
    public static readonly IntervalIndex Empty = new([], isHull: true);

    private const int BlockBits = 4;

    private readonly Entry[] _entries;
    private readonly int[] _lows;

    /// <summary>Of each block, of each block of blocks.</summary>
    private readonly int[][] _ends;

    /// <param name="entries">Ordered by <c>Low</c>.</param>
    /// <param name="isHull">Of a field with several values, all intervals between the least and the greatest count.</param>
    public IntervalIndex(IReadOnlyList<Entry> entries, bool isHull)
    {
        IsHull = isHull;
        _entries = [.. entries];
        _lows = [.. entries.Select(i => i.Low)];
        var levels = new List<int[]>();
        var last = Array.ConvertAll(_entries, e => e.High);
        while (last.Length > 1 << BlockBits)
            levels.Add(last = [.. last.Chunk(1 << BlockBits).Select(c => c.Max())]);
        _ends = [.. levels];
    }

    public bool IsHull { get; }

    /// <summary>Visits the targets of intervals that begin at or before <paramref name="to"/> and end at or after <paramref name="from"/>.</summary>
    public void Visit(int from, int to, MatcherIndex index, MatchState state)
    {
        var count = Sorted.CountBelow(_lows, to + 1);
        if (count == 0)
            return;
        if (_ends.Length == 0)
            VisitEntries(0, count, from, index, state);
        else
            VisitBlocks(_ends.Length - 1, 0, _ends[^1].Length, from, count, index, state);
    }

    private void VisitBlocks(int level, int start, int end, int from, int count, MatcherIndex index, MatchState state)
    {
        var ends = _ends[level];
        end = Math.Min(Math.Min(end, ends.Length), ((count - 1) >> ((level + 1) * BlockBits)) + 1);
        for (var i = start; i < end; i++)
        {
            if (ends[i] < from)
                continue;
            var (first, next) = (i << BlockBits, (i + 1) << BlockBits);
            if (level == 0)
                VisitEntries(first, Math.Min(next, count), from, index, state);
            else
                VisitBlocks(level - 1, first, next, from, count, index, state);
        }
    }

    private void VisitEntries(int start, int end, int from, MatcherIndex index, MatchState state)
    {
        var (dimension, single) = (-1, 0);
        foreach (ref readonly var entry in _entries.AsSpan(start, end - start))
        {
            if (entry.High < from)
                continue;
            if (entry.Dimension >= 0)
            {
                if (entry.Dimension != dimension)
                    (dimension, single) = (entry.Dimension, state.Coordinates.SingleOf(entry.Dimension));
                if (single >= 0 ? (uint)(single - entry.FilterLow) > (uint)(entry.FilterHigh - entry.FilterLow)
                    : !state.IsIrregular && !state.Coordinates.Has(dimension, entry.FilterLow, entry.FilterHigh))
                    continue;
            }

            index.Visit(entry.Target, state);
        }
    }

    /// <param name="Dimension">Of a further test; negative for none.</param>
    internal readonly record struct Entry(int Low, int High, int Target, int Dimension, int FilterLow, int FilterHigh)
    {
        public static Entry Of(int low, int high, int target, Test further) =>
            new(low, high, target, further.Check is null && !further.IsNegated ? further.Dimension : -1, further.Low, further.High);
    }
}
