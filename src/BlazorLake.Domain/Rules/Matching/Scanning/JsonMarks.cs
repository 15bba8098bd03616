using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>Where quotation marks and, outside strings, brackets are in a JSON text: found 64 bytes at a time, and only as far as somebody asks.</summary>
/// <remarks>
/// A string gives two marks, its opening and its closing quotation mark. Memory is one chunk of marks, however long the text. The text need not be valid JSON:
/// then marks can also be other bytes. Source: Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019), section 3.1.
/// </remarks>
internal ref struct JsonMarks(ReadOnlySpan<byte> json, Span<int> chunk)
{
    /// <summary>How many marks <c>chunk</c> must hold: one for each byte.</summary>
    public const int ChunkSize = 1024;

    private const int BlockLength = 64;
    private const ulong EvenBits = 0x5555_5555_5555_5555;

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly Span<int> _chunk = chunk;
    private int _offset;
    private int _count;
    private int _at;
    private ulong _inString;
    private ulong _escaped;

    /// <summary>Whether there was a backslash in what was looked at so far.</summary>
    public bool HasBackslash { get; private set; }

    /// <summary>The next mark; the text's length when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next() => _at < _count ? Unsafe.Add(ref MemoryMarshal.GetReference(_chunk), _at++) : NextChunk();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int NextChunk()
    {
        while (_at == _count)
        {
            if (_offset >= _json.Length)
                return _json.Length;
            Fill();
        }

        return _chunk[_at++];
    }

    private void Fill()
    {
        ref var json = ref MemoryMarshal.GetReference(_json);
        ref var marks = ref MemoryMarshal.GetReference(_chunk);
        var offset = _offset;
        var whole = Math.Min(_json.Length, offset + ChunkSize);
        var count = 0;
        for (; offset + BlockLength <= whole; offset += BlockLength)
            count = Flatten(MarksOf(Classify(ref Unsafe.Add(ref json, offset))), offset, ref marks, count);
        if (offset < whole)
        {
            count = Flatten(MarksOf(ClassifyTail(_json[offset..])), offset, ref marks, count);
            offset = whole;
        }

        _offset = offset;
        _at = 0;
        _count = count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong MarksOf(in Masks masks)
    {
        var quotes = masks.Quotes & ~Escaped(masks.Backslashes);
        var inString = PrefixXor(quotes) ^ _inString;
        _inString = (ulong)((long)inString >> 63);
        return quotes | (masks.Brackets & ~inString);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Flatten(ulong bits, int offset, ref int marks, int count)
    {
        for (; bits != 0; bits &= bits - 1)
            Unsafe.Add(ref marks, count++) = offset + BitOperations.TrailingZeroCount(bits);
        return count;
    }

    /// <summary>Bytes that follow an odd number of backslashes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Escaped(ulong backslashes)
    {
        if (backslashes == 0)
        {
            var first = _escaped;
            _escaped = 0;
            return first;
        }

        HasBackslash = true;
        backslashes &= ~_escaped;
        var follows = (backslashes << 1) | _escaped;
        var oddStarts = backslashes & ~EvenBits & ~follows;
        var evenSequences = oddStarts + backslashes;
        _escaped = evenSequences < backslashes ? 1UL : 0;
        return (EvenBits ^ (evenSequences << 1)) & follows;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrefixXor(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Masks Classify(ref byte block)
    {
        // The four brackets are alike but for these bits; the other bytes alike (Y, y, _, DEL) don't stand outside the strings of valid JSON.
        const byte Alike = 0xD9;
        const byte Bracket = 0x59;
        if (Vector512.IsHardwareAccelerated)
        {
            var all = Vector512.LoadUnsafe(ref block);
            return new Masks(
                Vector512.Equals(all, Vector512.Create((byte)'"')).ExtractMostSignificantBits(),
                Vector512.Equals(all, Vector512.Create((byte)'\\')).ExtractMostSignificantBits(),
                Vector512.Equals(all & Vector512.Create(Alike), Vector512.Create(Bracket)).ExtractMostSignificantBits());
        }

        var low = Vector256.LoadUnsafe(ref block);
        var high = Vector256.LoadUnsafe(ref block, 32);
        return new Masks(
            Of(Vector256.Equals(low, Vector256.Create((byte)'"')), Vector256.Equals(high, Vector256.Create((byte)'"'))),
            Of(Vector256.Equals(low, Vector256.Create((byte)'\\')), Vector256.Equals(high, Vector256.Create((byte)'\\'))),
            Of(Vector256.Equals(low & Vector256.Create(Alike), Vector256.Create(Bracket)), Vector256.Equals(high & Vector256.Create(Alike), Vector256.Create(Bracket))));
    }

    private static Masks ClassifyTail(ReadOnlySpan<byte> tail)
    {
        Span<byte> block = stackalloc byte[BlockLength];
        block.Clear();
        tail.CopyTo(block);
        return Classify(ref MemoryMarshal.GetReference(block));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Of(Vector256<byte> low, Vector256<byte> high) => low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);

    private readonly record struct Masks(ulong Quotes, ulong Backslashes, ulong Brackets);
}
