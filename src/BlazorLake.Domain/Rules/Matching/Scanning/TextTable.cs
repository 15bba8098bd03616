using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>Numbers byte strings in the order they come, from 0, and finds the number of one again, or what was put in its place.</summary>
/// <remarks>
/// Open addressing over one block of bytes: no object for an entry. Hashes lie four by four: mostly a text that is not there is known by one look, whatever else is. Reading is thread-safe while
/// nothing is added.
/// </remarks>
internal sealed class TextTable
{
    private const int GroupLength = 4;

    /// <summary>By place; 0 where it is free. Of a group, the free places are the last.</summary>
    private uint[] _hashes = new uint[8];
    private Entry[] _entries = new Entry[8];
    private int[] _ends = new int[4];
    private byte[] _bytes = new byte[32];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int id] => _bytes.AsSpan(StartOf(id), _ends[id] - StartOf(id));

    /// <summary>-1 when it is not there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Find(ReadOnlySpan<byte> text)
    {
        var hash = HashOf(text);
        for (var group = GroupOf(hash); ; group = (group + GroupLength) & (_hashes.Length - 1))
        {
            var hashes = Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_hashes), (nuint)group);
            for (var same = Vector128.Equals(hashes, Vector128.Create(hash)).ExtractMostSignificantBits(); same != 0; same &= same - 1)
            {
                ref readonly var entry = ref _entries[group + BitOperations.TrailingZeroCount(same)];
                if (entry.Length == text.Length && _bytes.AsSpan(entry.Start, entry.Length).SequenceEqual(text))
                    return entry.Number;
            }

            if (hashes.GetElement(GroupLength - 1) == 0)
                return -1;
        }
    }

    public int Add(ReadOnlySpan<byte> text)
    {
        if (Find(text) is var id and >= 0)
            return id;
        id = Count++;
        if (Count * 2 > _hashes.Length)
            Resize(_hashes.Length * 2);
        if (id == _ends.Length)
            Array.Resize(ref _ends, id * 2);
        var start = StartOf(id);
        if (start + text.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + text.Length));
        text.CopyTo(_bytes.AsSpan(start));
        _ends[id] = start + text.Length;
        Put(HashOf(text), new Entry(id, start, text.Length));
        return id;
    }

    /// <summary>Puts other numbers in the place of those given; after that only <see cref="Find"/> may be used.</summary>
    public void Renumber(IReadOnlyList<int> numbers)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_hashes[i] != 0)
                _entries[i] = _entries[i] with { Number = numbers[_entries[i].Number] };
        }

        _ends = [];
    }

    /// <summary>Gives back what was kept for growing.</summary>
    public void Trim()
    {
        // At most half of the places are taken: most texts that are looked for are not there, and that is known at a free place.
        Resize((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(Count * 2, GroupLength)));
        Array.Resize(ref _ends, Math.Max(Count, 1));
        Array.Resize(ref _bytes, Count == 0 ? 0 : _ends[Count - 1]);
    }

    private int StartOf(int id) => id == 0 ? 0 : _ends[id - 1];

    private void Resize(int size)
    {
        var (hashes, entries) = (_hashes, _entries);
        (_hashes, _entries) = (new uint[size], new Entry[size]);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (hashes[i] != 0)
                Put(hashes[i], entries[i]);
        }
    }

    private void Put(uint hash, in Entry entry)
    {
        // A group is filled from its first place on.
        var at = GroupOf(hash);
        while (_hashes[at] != 0)
            at = (at + 1) & (_hashes.Length - 1);
        (_hashes[at], _entries[at]) = (hash, entry);
    }

    private int GroupOf(uint hash) => (int)hash & (_hashes.Length - 1) & ~(GroupLength - 1);

    private static uint HashOf(ReadOnlySpan<byte> text) => Math.Max(ByteHash.Of(text), 1);

    private readonly record struct Entry(int Number, int Start, int Length);
}
