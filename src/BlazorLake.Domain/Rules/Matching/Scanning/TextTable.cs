using System.Numerics;

namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>Numbers byte strings in the order they come, from 0, and finds the number of one again, or what was put in its place.</summary>
/// <remarks>Open addressing over one block of bytes: no object for an entry. Reading is thread-safe while nothing is added.</remarks>
internal sealed class TextTable
{
    private Bucket[] _buckets = new Bucket[8];
    private int[] _ends = new int[4];
    private byte[] _bytes = new byte[32];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int id] => _bytes.AsSpan(StartOf(id), _ends[id] - StartOf(id));

    /// <summary>-1 when it is not there.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        var hash = ByteHash.Of(text);
        var mask = _buckets.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            ref readonly var bucket = ref _buckets[at];
            if (bucket.Next == 0)
                return -1;
            if (bucket.Hash == hash && bucket.Length == text.Length && _bytes.AsSpan(bucket.Start, bucket.Length).SequenceEqual(text))
                return bucket.Next - 1;
        }
    }

    public int Add(ReadOnlySpan<byte> text)
    {
        if (Find(text) is var id and >= 0)
            return id;
        id = Count++;
        if (Count * 2 > _buckets.Length)
            Resize(_buckets.Length * 2);
        if (id == _ends.Length)
            Array.Resize(ref _ends, id * 2);
        var start = StartOf(id);
        if (start + text.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + text.Length));
        text.CopyTo(_bytes.AsSpan(start));
        _ends[id] = start + text.Length;
        Put(new Bucket(ByteHash.Of(text), id + 1, start, text.Length));
        return id;
    }

    /// <summary>Puts other numbers in the place of those given; after that only <see cref="Find"/> may be used.</summary>
    public void Renumber(IReadOnlyList<int> numbers)
    {
        foreach (ref var bucket in _buckets.AsSpan())
        {
            if (bucket.Next > 0)
                bucket = bucket with { Next = numbers[bucket.Next - 1] + 1 };
        }

        _ends = [];
    }

    /// <summary>Gives back what was kept for growing.</summary>
    public void Trim()
    {
        // At most half of the places are taken: most texts that are looked for are not there, and that is known at a free place.
        Resize((int)BitOperations.RoundUpToPowerOf2((uint)(Count * 2) + 1));
        Array.Resize(ref _ends, Math.Max(Count, 1));
        Array.Resize(ref _bytes, Count == 0 ? 0 : _ends[Count - 1]);
    }

    private int StartOf(int id) => id == 0 ? 0 : _ends[id - 1];

    private void Resize(int size)
    {
        var old = _buckets;
        _buckets = new Bucket[size];
        foreach (var bucket in old)
        {
            if (bucket.Next > 0)
                Put(bucket);
        }
    }

    private void Put(Bucket bucket)
    {
        var mask = _buckets.Length - 1;
        var at = (int)bucket.Hash & mask;
        while (_buckets[at].Next != 0)
            at = (at + 1) & mask;
        _buckets[at] = bucket;
    }

    /// <param name="Next">The number and one, so that 0 is a free place.</param>
    private readonly record struct Bucket(uint Hash, int Next, int Start, int Length);
}
