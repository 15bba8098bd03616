using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Finds many texts in a value by four bytes of each, chosen so that as few others as possible have them too: most places of a value are passed by with one look at a bit.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
internal sealed class GramFinder
{
    private const int GramLength = sizeof(uint);

    /// <summary>Texts that may be told from each other only by comparing them: it bounds the work at each place of a value.</summary>
    private const int MostAlike = 8;
    private const int LeastFilterBits = 12;
    private const int MostFilterBits = 18;

    private readonly TextTable _texts;
    private readonly Entry[] _entries;
    private readonly ulong[] _filter;
    private readonly int _filterShift;
    private readonly NibbleFilter _nibbles;

    /// <param name="rest">Gets the texts that it cannot find: too short, or too many alike.</param>
    public GramFinder(TextTable texts, List<int> rest)
    {
        _texts = texts;
        var chosen = Choose(texts, rest);
        Count = chosen.Count;
        _nibbles = new NibbleFilter(chosen.Select(c => c.Gram).Distinct());
        _entries = new Entry[BitOperations.RoundUpToPowerOf2((uint)(chosen.Count * 2) + 1)];
        _entries.AsSpan().Fill(new Entry(0, -1, 0));
        var bits = Math.Clamp(BitOperations.Log2((uint)chosen.Count + 1) + 5, LeastFilterBits, MostFilterBits);
        _filterShift = 32 - bits;
        _filter = new ulong[1 << (bits - 6)];
        foreach (var entry in chosen)
        {
            var hash = HashOf(entry.Gram);
            var bit = hash >> _filterShift;
            _filter[bit >> 6] |= 1UL << (int)bit;
            var at = PlaceOf(hash);
            while (_entries[at].Text >= 0)
                at = (at + 1) & (_entries.Length - 1);
            _entries[at] = entry;
        }
    }

    /// <summary>Texts that it can find.</summary>
    public int Count { get; }

    /// <summary>The place, from <paramref name="from"/> on, of four bytes that some text may have; negative when there is none.</summary>
    public int Next(ReadOnlySpan<byte> value, int from)
    {
        ref var start = ref MemoryMarshal.GetReference(value);
        var last = value.Length - GramLength;
        while (value.Length >= NibbleFilter.Places + NibbleFilter.BytesAhead && from <= last)
        {
            // The last places are looked at together with some before them.
            var block = Math.Min(from, value.Length - NibbleFilter.Places - NibbleFilter.BytesAhead);
            for (var places = _nibbles.PlacesAt(ref Unsafe.Add(ref start, block)) >> (from - block) << (from - block); places != 0; places &= places - 1)
            {
                var place = block + BitOperations.TrailingZeroCount(places);
                if (place <= last && BitAt(ref start, place) != 0)
                    return place;
            }

            from = block + NibbleFilter.Places;
        }

        for (; from <= last; from++)
        {
            if (BitAt(ref start, from) != 0)
                return from;
        }

        return -1;
    }

    /// <summary>1 when some text may have the four bytes there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint BitAt(ref byte start, int place)
    {
        var bit = HashOf(Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, place))) >> _filterShift;
        return (uint)(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_filter), bit >> 6) >> (int)bit) & 1;
    }

    /// <summary>The next text that has its four bytes at that place of the value and is all there; negative when there is no more.</summary>
    /// <param name="step">0 at first; says where to go on.</param>
    public int TextAt(ReadOnlySpan<byte> value, int place, ref int step)
    {
        var gram = MemoryMarshal.Read<uint>(value[place..]);
        var first = PlaceOf(HashOf(gram));
        while (true)
        {
            ref readonly var entry = ref _entries[(first + step++) & (_entries.Length - 1)];
            if (entry.Text < 0)
                return -1;
            if (entry.Gram == gram && entry.Offset <= place && value[(place - entry.Offset)..].StartsWith(_texts[entry.Text]))
                return entry.Text;
        }
    }

    private static List<Entry> Choose(TextTable texts, List<int> rest)
    {
        var frequencies = new Dictionary<uint, int>();
        for (var text = 0; text < texts.Count; text++)
        {
            for (var offset = 0; offset <= texts[text].Length - GramLength; offset++)
                CollectionsMarshal.GetValueRefOrAddDefault(frequencies, GramOf(texts[text], offset), out _)++;
        }

        var taken = new Dictionary<uint, int>();
        var chosen = new List<Entry>();
        for (var text = 0; text < texts.Count; text++)
        {
            var best = default((int Frequency, Entry Entry)?);
            for (var offset = 0; offset <= texts[text].Length - GramLength; offset++)
            {
                var gram = GramOf(texts[text], offset);
                if (taken.GetValueOrDefault(gram) < MostAlike && (best is null || frequencies[gram] < best.Value.Frequency))
                    best = (frequencies[gram], new Entry(gram, text, offset));
            }

            if (best is null)
            {
                rest.Add(text);
                continue;
            }

            CollectionsMarshal.GetValueRefOrAddDefault(taken, best.Value.Entry.Gram, out _)++;
            chosen.Add(best.Value.Entry);
        }

        return chosen;
    }

    private static uint GramOf(ReadOnlySpan<byte> text, int offset) => MemoryMarshal.Read<uint>(text[offset..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HashOf(uint gram) => gram * 0x9E37_79B1;

    // Of a product the highest bits are of all four bytes, the lowest only of the first.
    private int PlaceOf(uint hash) => (int)(((ulong)hash * (uint)_entries.Length) >> 32);

    /// <param name="Text">Negative for a free place.</param>
    /// <param name="Offset">Where in the text the four bytes are.</param>
    private readonly record struct Entry(uint Gram, int Text, int Offset);
}
