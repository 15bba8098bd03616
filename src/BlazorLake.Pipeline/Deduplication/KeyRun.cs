using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Deduplication;

/// <summary>An immutable file of sorted keys with a bloom filter before them, read through a memory map: a lookup of an unknown key touches one cache line.</summary>
/// <remarks>Layout: 64-byte header (magic, version, key count, filter lines), filter of 64-byte lines, keys of 16 bytes big-endian, ascending and distinct.</remarks>
internal sealed unsafe class KeyRun : IDisposable
{
    public const int HeaderBytes = 64;
    public const ulong Magic = 0x424c4b4559303031; // "BLKEY001"

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly long _filterLines;

    private KeyRun(string path, MemoryMappedFile file, MemoryMappedViewAccessor view, byte* start, long count, long filterLines)
    {
        _file = file;
        _view = view;
        _start = start;
        _filterLines = filterLines;
        (Path, Count) = (path, count);
    }

    public string Path { get; }

    public long Count { get; }

    /// <exception cref="InvalidDataException">The file is not a whole run.</exception>
    public static KeyRun Open(string path)
    {
        var length = new FileInfo(path).Length;
        if (length < HeaderBytes)
            throw new InvalidDataException($"'{path}' is {length} bytes long; a run of keys has at least {HeaderBytes}.");
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        start += view.PointerOffset;
        var header = new ReadOnlySpan<byte>(start, HeaderBytes);
        var count = BinaryPrimitives.ReadInt64BigEndian(header[8..]);
        var lines = BinaryPrimitives.ReadInt64BigEndian(header[16..]);
        var run = new KeyRun(path, file, view, start, count, lines);
        if (BinaryPrimitives.ReadUInt64BigEndian(header) == Magic && count > 0 && lines > 0
            && length == HeaderBytes + lines * KeyFilter.LineBytes + count * EventKey.SizeBytes)
            return run;
        run.Dispose();
        throw new InvalidDataException($"'{path}' is not a whole run of keys.");
    }

    public bool Contains(EventKey key)
    {
        var line = KeyFilter.LineOf(key, _filterLines);
        return KeyFilter.MayContain(new ReadOnlySpan<byte>(_start + HeaderBytes + line * KeyFilter.LineBytes, KeyFilter.LineBytes), key) && Find(key);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    // Keys are hashes, so spread evenly: the place is guessed from the key, the range doubled until it holds the key, then halved.
    private bool Find(EventKey key)
    {
        var guess = (long)Math.BigMul((ulong)(key.Value >> 64), (ulong)Count, out _);
        long low = guess, high = guess, step = 64;
        while (low > 0 && KeyAt(low) > key)
        {
            low = Math.Max(0, low - step);
            step *= 2;
        }
        for (step = 64; high < Count - 1 && KeyAt(high) < key; step *= 2)
            high = Math.Min(Count - 1, high + step);
        while (low <= high)
        {
            var middle = low + (high - low) / 2;
            var order = KeyAt(middle).CompareTo(key);
            if (order == 0)
                return true;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return false;
    }

    private EventKey KeyAt(long index) =>
        EventKey.Read(new ReadOnlySpan<byte>(_start + HeaderBytes + _filterLines * KeyFilter.LineBytes + index * EventKey.SizeBytes, EventKey.SizeBytes));
}
