using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
    private const int BlockLength = 1 << BlockBits;

    private readonly Entry[] _entries;
    private readonly int[] _lows;

    /// <summary>By column and filled up to whole blocks, so that a block is compared at once.</summary>
    private readonly int[] _highs;
    private readonly int[] _filterLows;
    private readonly uint[] _filterSpans;

    /// <summary>Of each block the dimension that all its further tests are of; negative when they differ, or some entry has none.</summary>
    private readonly int[] _blockDimensions;

    /// <summary>Of each block, of each block of blocks.</summary>
    private readonly int[][] _ends;

    /// <param name="entries">Ordered by <c>Low</c>.</param>
    /// <param name="isHull">Of a field with several values, all intervals between the least and the greatest count.</param>
    public IntervalIndex(IReadOnlyList<Entry> entries, bool isHull)
    {
        IsHull = isHull;
        _entries = [.. entries];
        _lows = [.. entries.Select(i => i.Low)];
        var length = (_entries.Length + BlockLength - 1) / BlockLength * BlockLength;
        (_highs, _filterLows, _filterSpans) = (new int[length], new int[length], new uint[length]);
        _highs.AsSpan().Fill(int.MinValue);
        for (var i = 0; i < _entries.Length; i++)
            (_highs[i], _filterLows[i], _filterSpans[i]) = (_entries[i].High, _entries[i].FilterLow, (uint)(_entries[i].FilterHigh - _entries[i].FilterLow));
        _blockDimensions = [.. _entries.Chunk(BlockLength).Select(b => Array.TrueForAll(b, e => e.Dimension == b[0].Dimension) ? b[0].Dimension : -1)];
        var levels = new List<int[]>();
        var last = Array.ConvertAll(_entries, e => e.High);
        while (last.Length > BlockLength)
            levels.Add(last = [.. last.Chunk(BlockLength).Select(c => c.Max())]);
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

    /// <param name="start">Where a block begins.</param>
    private void VisitEntries(int start, int end, int from, MatcherIndex index, MatchState state)
    {
        for (; start < end; start += BlockLength)
        {
            var dimension = _blockDimensions[start >> BlockBits];
            var single = dimension >= 0 ? state.Coordinates.SingleOf(dimension) : -1;
            var length = Math.Min(BlockLength, end - start);
            if (single < 0)
            {
                VisitOneByOne(start, start + length, from, index, state);
                continue;
            }

            var found = (Met(start, from, single) | (Met(start + Vector256<int>.Count, from, single) << Vector256<int>.Count)) & ((1u << length) - 1);
            for (; found != 0; found &= found - 1)
                index.Visit(_entries[start + BitOperations.TrailingZeroCount(found)].Target, state);
        }
    }

    /// <summary>Bits of the eight entries that end late enough and whose further test holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Met(int start, int from, int single)
    {
        var highs = Vector256.LoadUnsafe(ref _highs[0], (nuint)start);
        var lows = Vector256.LoadUnsafe(ref _filterLows[0], (nuint)start);
        var spans = Vector256.LoadUnsafe(ref _filterSpans[0], (nuint)start);
        var isWithin = Vector256.LessThanOrEqual((Vector256.Create(single) - lows).AsUInt32(), spans);
        return (Vector256.GreaterThanOrEqual(highs, Vector256.Create(from)).AsUInt32() & isWithin).ExtractMostSignificantBits();
    }

    private void VisitOneByOne(int start, int end, int from, MatcherIndex index, MatchState state)
    {
        foreach (ref readonly var entry in _entries.AsSpan(start, end - start))
        {
            if (entry.High >= from && (entry.Dimension < 0 || state.IsIrregular || state.Coordinates.Has(entry.Dimension, entry.FilterLow, entry.FilterHigh)))
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
