using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>Finds all intervals that meet a given one, in steps that grow with how many are found.</summary>
/// <remarks>
/// Ordered by where they begin, in blocks of 16. A table says for a stretch of the scale which blocks can be met at all; among those, where many short intervals lie under a long one, it is kept
/// of each block, and of blocks of blocks, where the last one ends. Beside each interval lies a further test of what is there, so that most of those that are found in vain cost one comparison.
/// Immutable; thread-safe.
/// </remarks>
internal sealed class IntervalIndex
{
    private const int BlockBits = 4;
    private const int BlockLength = 1 << BlockBits;

    private readonly Target[] _targets;

    // By column and filled up to whole blocks, so that a block is compared at once.
    private readonly int[] _lows;
    private readonly int[] _highs;
    private readonly int[] _filterLows;
    private readonly uint[] _filterSpans;

    /// <summary>Of each block the dimension that all its further tests are of; negative when they differ, or some entry has none.</summary>
    private readonly int[] _blockDimensions;

    /// <summary>Of each block, of each block of blocks.</summary>
    private readonly int[][] _ends;

    /// <summary>By stretch of the scale: the first block that reaches it, and the one after the last that begins before its end.</summary>
    private readonly (int First, int End)[] _stretches;
    private readonly int _stretchBits;
    private readonly int _last;

    /// <param name="entries">One or more, ordered by <c>Low</c>.</param>
    /// <param name="isHull">Of a field with several values, all intervals between the least and the greatest count.</param>
    public IntervalIndex(IReadOnlyList<Entry> entries, bool isHull)
    {
        IsHull = isHull;
        _targets = [.. entries.Select(e => e.Target)];
        var length = (entries.Count + BlockLength - 1) / BlockLength * BlockLength;
        (_lows, _highs, _filterLows, _filterSpans) = (new int[length], new int[length], new int[length], new uint[length]);
        _lows.AsSpan().Fill(int.MaxValue);
        _highs.AsSpan().Fill(int.MinValue);
        for (var i = 0; i < entries.Count; i++)
            (_lows[i], _highs[i], _filterLows[i], _filterSpans[i]) = (entries[i].Low, entries[i].High, entries[i].Filter.Low, entries[i].Filter.Span);
        _blockDimensions = [.. entries.Chunk(BlockLength).Select(b => Array.TrueForAll(b, e => !e.Filter.AlwaysHolds && e.Filter.Dimension == b[0].Filter.Dimension) ? b[0].Filter.Dimension : -1)];
        var levels = new List<int[]> { MaximaOf(_highs) };
        while (levels[^1].Length > BlockLength)
            levels.Add(MaximaOf(levels[^1]));
        _ends = [.. levels];
        _last = _ends[^1].Max();
        while ((_last >> _stretchBits) + 1 > Math.Max(1, entries.Count / 2))
            _stretchBits++;
        _stretches = StretchesOf(entries.Count);
    }

    public bool IsHull { get; }

    /// <summary>Visits the targets of intervals that begin at or before <paramref name="to"/> and end at or after <paramref name="from"/>.</summary>
    public void Visit(int from, int to, MatcherIndex index, MatchState state)
    {
        if (from > _last)
            return;
        var end = _stretches[Math.Min(to, _last) >> _stretchBits].End;
        for (var block = _stretches[from >> _stretchBits].First; block < end;)
        {
            if (EndingBefore(from, block) is var skip and > 0)
                block += skip;
            else
                VisitBlock(block++, from, to, index, state);
        }
    }

    /// <summary>How many blocks from this one on are known to end too early.</summary>
    private int EndingBefore(int from, int block)
    {
        var skip = 0;
        for (var (level, bits) = (0, 0); level < _ends.Length && (block & ((1 << bits) - 1)) == 0 && _ends[level][block >> bits] < from; level++, bits += BlockBits)
            skip = 1 << bits;
        return skip;
    }

    private void VisitBlock(int block, int from, int to, MatcherIndex index, MatchState state)
    {
        var start = block << BlockBits;
        var dimension = _blockDimensions[block];
        var single = dimension >= 0 ? state.Coordinates.Singles[dimension] : -1;
        var found = single >= 0 && !state.IsIrregular
            ? (Met(start, from, to) & Passed(start, single)) | ((Met(start + Vector256<int>.Count, from, to) & Passed(start + Vector256<int>.Count, single)) << Vector256<int>.Count)
            : Met(start, from, to) | (Met(start + Vector256<int>.Count, from, to) << Vector256<int>.Count);
        for (; found != 0; found &= found - 1)
            index.Visit(_targets[start + BitOperations.TrailingZeroCount(found)], state);
    }

    /// <summary>Bits of the eight entries that meet the interval.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Met(int start, int from, int to)
    {
        var begins = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref _lows[0], (nuint)start), Vector256.Create(to));
        var ends = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref _highs[0], (nuint)start), Vector256.Create(from));
        return (begins & ends).ExtractMostSignificantBits();
    }

    /// <summary>Bits of the eight entries whose further test holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Passed(int start, int single)
    {
        var lows = Vector256.LoadUnsafe(ref _filterLows[0], (nuint)start);
        var spans = Vector256.LoadUnsafe(ref _filterSpans[0], (nuint)start);
        return Vector256.LessThanOrEqual((Vector256.Create(single) - lows).AsUInt32(), spans).ExtractMostSignificantBits();
    }

    private (int First, int End)[] StretchesOf(int count)
    {
        var stretches = new (int First, int End)[(_last >> _stretchBits) + 1];
        var (first, next) = (0, 0);
        for (var stretch = 0; stretch < stretches.Length; stretch++)
        {
            // What ends before this stretch ends before those after it.
            while (_ends[0][first] < stretch << _stretchBits)
                first++;
            while (next < count && _lows[next] >> _stretchBits <= stretch)
                next++;
            stretches[stretch] = (first, (next + BlockLength - 1) >> BlockBits);
        }

        return stretches;
    }

    private static int[] MaximaOf(int[] values) => [.. values.Chunk(BlockLength).Select(c => c.Max())];

    /// <param name="Filter">A further test of what is there.</param>
    internal readonly record struct Entry(int Low, int High, Target Target, Candidate Filter);
}
