using System.Runtime.InteropServices;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace BlazorLake.Lake.Writing;

/// <summary>Native memory for the text of one batch: what is put in stays where it is until the arena is disposed.</summary>
/// <remarks>Parquet columns of text are arrays of pointers, so nothing is copied again. Not thread-safe.</remarks>
internal sealed unsafe class ByteArena : IDisposable
{
    private const int ChunkBytes = 4 * 1024 * 1024;

    private readonly List<nint> _chunks = [];
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
            _next = (byte*)NativeMemory.Alloc((nuint)_free);
            _chunks.Add((nint)_next);
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
        foreach (var chunk in _chunks)
            NativeMemory.Free((void*)chunk);
        _chunks.Clear();
        _free = 0;
    }
}
