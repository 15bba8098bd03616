using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace BlazorLake.Lake.Writing;

/// <summary>Native memory for the text of one batch: what is put in stays where it is until the arena is disposed.</summary>
/// <remarks>Parquet columns of text are arrays of pointers, so nothing is copied again. Not thread-safe.</remarks>
internal sealed unsafe class ByteArena : IDisposable
{
    private const int ChunkBytes = 4 * 1024 * 1024;

    /// <summary>64 MiB: one full flush. Fresh memory costs a page fault each 4 KiB, which is a tenth of all the work.</summary>
    private const int MaxSpareChunks = 16;

    private static readonly ConcurrentBag<nint> Spare = [];

    private readonly List<(nint Memory, int Size)> _chunks = [];
    private byte* _next;
    private int _free;

    public ByteArray Add(ReadOnlySpan<byte> bytes)
    {
        var target = Reserve(bytes.Length);
        bytes.CopyTo(target);
        return Take(bytes.Length);
    }

    /// <summary>UTF-8; unpaired surrogates become U+FFFD, as UTF-8 has no other way.</summary>
    public ByteArray Add(string text)
    {
        var target = Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        return Take(Encoding.UTF8.GetBytes(text, target));
    }

    /// <summary>Room for at least this many bytes, valid until the next call; <see cref="Take"/> keeps its first bytes.</summary>
    public Span<byte> Reserve(int size)
    {
        if (size > _free)
        {
            _free = Math.Max(size, ChunkBytes);
            var memory = _free == ChunkBytes && Spare.TryTake(out var spare) ? spare : (nint)NativeMemory.Alloc((nuint)_free);
            _next = (byte*)memory;
            _chunks.Add((memory, _free));
        }

        return new Span<byte>(_next, _free);
    }

    public ByteArray Take(int size)
    {
        var taken = new ByteArray((nint)_next, size);
        _next += size;
        _free -= size;
        return taken;
    }

    public void Dispose()
    {
        foreach (var (memory, size) in _chunks)
        {
            if (size == ChunkBytes && Spare.Count < MaxSpareChunks)
                Spare.Add(memory);
            else
                NativeMemory.Free((void*)memory);
        }

        _chunks.Clear();
        _free = 0;
    }
}
