using System.Buffers.Binary;
using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Deduplication;

/// <summary>Writes sorted runs, from keys in memory or by merging runs; the file is flushed to disk before the method returns.</summary>
internal static class KeyRunWriter
{
    private const int BufferBytes = 1 << 18;

    public static void Write(string path, IEnumerable<EventKey> sorted, long atMost)
    {
        var lines = KeyFilter.LinesFor(atMost);
        using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferBytes);
        var keysAt = KeyRun.HeaderBytes + lines * KeyFilter.LineBytes;
        file.Position = keysAt;
        // The filter's lines are filled front to back while the keys are written, so only a window of them is in memory.
        var filter = new FilterWindow(file.SafeFileHandle, KeyRun.HeaderBytes, lines);
        long count = 0;
        EventKey? last = null;
        Span<byte> bytes = stackalloc byte[EventKey.SizeBytes];
        foreach (var key in sorted)
        {
            if (key == last)
                continue;
            last = key;
            key.Write(bytes);
            file.Write(bytes);
            filter.Add(key);
            count++;
        }
        file.Flush();
        filter.Finish();
        Span<byte> header = stackalloc byte[KeyRun.HeaderBytes];
        header.Clear();
        BinaryPrimitives.WriteUInt64BigEndian(header, KeyRun.Magic);
        BinaryPrimitives.WriteInt64BigEndian(header[8..], count);
        BinaryPrimitives.WriteInt64BigEndian(header[16..], lines);
        RandomAccess.Write(file.SafeFileHandle, header, 0);
        file.Flush(flushToDisk: true);
    }

    public static void Merge(string path, IReadOnlyList<KeyRun> runs) => Write(path, InOrder(runs), runs.Sum(r => r.Count));

    private static IEnumerable<EventKey> InOrder(IReadOnlyList<KeyRun> runs)
    {
        var readers = runs.Select(r => Read(r.Path).GetEnumerator()).ToArray();
        try
        {
            var queue = new PriorityQueue<IEnumerator<EventKey>, EventKey>(readers.Length);
            foreach (var reader in readers)
                if (reader.MoveNext())
                    queue.Enqueue(reader, reader.Current);
            while (queue.TryDequeue(out var reader, out var key))
            {
                yield return key;
                if (reader.MoveNext())
                    queue.Enqueue(reader, reader.Current);
            }
        }
        finally
        {
            foreach (var reader in readers)
                reader.Dispose();
        }
    }

    // By ordinary reads, not through the map: a merge should not fill this process's memory with pages it needs once.
    private static IEnumerable<EventKey> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.SequentialScan);
        var header = new byte[KeyRun.HeaderBytes];
        file.ReadExactly(header);
        file.Position = KeyRun.HeaderBytes + BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(16)) * KeyFilter.LineBytes;
        var bytes = new byte[EventKey.SizeBytes];
        for (var left = BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(8)); left > 0; left--)
        {
            file.ReadExactly(bytes);
            yield return EventKey.Read(bytes);
        }
    }
}
