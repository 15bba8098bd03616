using System.Buffers.Binary;
using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Beginnings (or, reversed, ends) of texts. In order, each is followed by those that begin with it, so that the longest that fits says which others do.</summary>
internal sealed class PrefixScale(int dimension, bool isReversed) : IntervalScale(dimension)
{
    /// <summary>With no more lengths than this each is looked up; with more, the place in their order is searched.</summary>
    private const int FewLengths = 6;

    private TextTable? _added = new();
    private TextTable? _byLength;
    private int[] _lengths = [];

    /// <summary>By length, 256 bits: the bytes that texts of that length have where the rest of a value begins.</summary>
    private ulong[] _edges = [];
    private int[] _ranks = [];
    private byte[][] _prefixes = [];
    private ulong[] _heads = [];
    private int[] _parents = [];
    private int[] _last = [];
    private int _longest;
    private int _count;

    public override int OperandCount => _count;

    public int Add(ReadOnlySpan<byte> text)
    {
        var bytes = text.ToArray();
        if (isReversed)
            bytes.AsSpan().Reverse();
        _longest = Math.Max(_longest, bytes.Length);
        var handle = _added!.Add(bytes);
        _count = _added.Count;
        return handle;
    }

    public override void Seal()
    {
        var all = new byte[_count][];
        for (var i = 0; i < _count; i++)
            all[i] = _added![i].ToArray();
        int[] order = [.. Enumerable.Range(0, _count)];
        Array.Sort(order, (a, b) => all[a].AsSpan().SequenceCompareTo(all[b]));
        _ranks = new int[_count];
        for (var rank = 0; rank < _count; rank++)
            _ranks[order[rank]] = rank;
        _prefixes = [.. order.Select(o => all[o])];
        _heads = [.. _prefixes.Select(p => HeadOf(p))];
        _added = null;
        Nest();
        _lengths = [.. _prefixes.Select(p => p.Length).Distinct().OrderDescending().Take(FewLengths + 1)];
        if (_lengths.Length <= FewLengths)
            _byLength = TableByRank();
    }

    public override (int Low, int High) IntervalOf(int low, int high, IntervalForm form) => (_ranks[low], _last[_ranks[low]]);

    public override void Forget() => _ranks = [];

    public override double ShareOf(int low, int high) => (high - low + 1.0) / (_count + 2);

    public override void Place(in RawValue value, ReadOnlySpan<byte> text, MatchState state)
    {
        if (value.Kind != RawKind.Text)
            return;
        var longest = _byLength is not null ? LongestByLength(text) : Longest(isReversed ? state.Reverse(text, _longest) : text);
        if (longest >= 0)
            state.Coordinates.Add(longest);
    }

    private int LongestByLength(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < _lengths.Length; i++)
        {
            var length = _lengths[i];
            if (length > text.Length)
                continue;
            var part = isReversed ? text[^length..] : text[..length];
            if (IsEdge(i, part) && _byLength!.Find(part) is var rank and >= 0)
                return rank;
        }

        return -1;
    }

    private bool IsEdge(int length, ReadOnlySpan<byte> part) => part.Length == 0 || (_edges[(length * 4) + (EdgeOf(part) >> 6)] & (1UL << EdgeOf(part))) != 0;

    private byte EdgeOf(ReadOnlySpan<byte> part) => isReversed ? part[0] : part[^1];

    /// <summary>The longest that the text begins with; -1 when none.</summary>
    private int Longest(ReadOnlySpan<byte> text)
    {
        var before = CountNotAfter(text) - 1;
        if (before < 0)
            return -1;
        var common = text.CommonPrefixLength(_prefixes[before]);
        while (before >= 0 && _prefixes[before].Length > common)
            before = _parents[before];
        return before;
    }

    private int CountNotAfter(ReadOnlySpan<byte> text)
    {
        var head = HeadOf(text);
        var (low, high) = (0, _heads.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            var isAfter = _heads[middle] > head || (_heads[middle] == head && _prefixes[middle].AsSpan().SequenceCompareTo(text) > 0);
            if (isAfter)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>Texts as they are in values, numbered by rank.</summary>
    private TextTable TableByRank()
    {
        var table = new TextTable();
        _edges = new ulong[_lengths.Length * 4];
        foreach (var prefix in _prefixes)
        {
            if (isReversed)
                prefix.AsSpan().Reverse();
            table.Add(prefix);
            if (prefix.Length > 0)
                _edges[(Array.IndexOf(_lengths, prefix.Length) * 4) + (EdgeOf(prefix) >> 6)] |= 1UL << EdgeOf(prefix);
        }

        table.Trim();
        _prefixes = [];
        _heads = [];
        return table;
    }

    private void Nest()
    {
        _parents = new int[_count];
        _last = new int[_count];
        var open = new Stack<int>();
        for (var i = 0; i < _count; i++)
        {
            while (open.TryPeek(out var outer) && !_prefixes[i].AsSpan().StartsWith(_prefixes[outer]))
                _last[open.Pop()] = i - 1;
            _parents[i] = open.TryPeek(out var parent) ? parent : -1;
            open.Push(i);
        }

        while (open.TryPop(out var rest))
            _last[rest] = _count - 1;
    }

    /// <summary>The first 8 bytes, ordered as the texts are; shorter texts before longer ones.</summary>
    private static ulong HeadOf(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 8)
            return BinaryPrimitives.ReadUInt64BigEndian(text);
        Span<byte> head = stackalloc byte[8];
        head.Clear();
        text.CopyTo(head);
        return BinaryPrimitives.ReadUInt64BigEndian(head);
    }
}
