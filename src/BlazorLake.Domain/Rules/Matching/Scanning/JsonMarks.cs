using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>Where quotation marks and, outside strings, brackets are in a JSON text: found 64 bytes at a time, and only as far as somebody asks.</summary>
/// <remarks>
/// A string gives two marks, its opening and its closing quotation mark. Memory is one chunk of marks, however long the text. The text need not be valid JSON:
/// then marks can also be other bytes. Source: Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019), section 3.1.
/// </remarks>
internal ref struct JsonMarks(ReadOnlySpan<byte> json, Span<int> chunk)
{
    /// <summary>How many marks <c>chunk</c> must hold: one for each byte.</summary>
    public const int ChunkLength = 512;

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
    public int Next() => _at < _count ? _chunk[_at++] : NextChunk();

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
        var count = 0;
        var end = Math.Min(_json.Length, _offset + ChunkLength);
        for (; _offset < end; _offset += BlockLength)
        {
            var block = _json[_offset..];
            var masks = block.Length >= BlockLength ? Classify(ref MemoryMarshal.GetReference(block)) : ClassifyTail(block);
            var quotes = masks.Quotes & ~Escaped(masks.Backslashes);
            var inString = PrefixXor(quotes) ^ _inString;
            _inString = (ulong)((long)inString >> 63);
            for (var marks = quotes | (masks.Brackets & ~inString); marks != 0; marks &= marks - 1)
                _chunk[count++] = _offset + BitOperations.TrailingZeroCount(marks);
        }

        _at = 0;
        _count = count;
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
        var low = Vector256.LoadUnsafe(ref block);
        var high = Vector256.LoadUnsafe(ref block, 32);
        // The four brackets are alike but for these bits; the other bytes alike (Y, y, _, DEL) don't stand outside the strings of valid JSON.
        var alike = Vector256.Create((byte)0xD9);
        var bracket = Vector256.Create((byte)0x59);
        return new Masks(
            Of(Vector256.Equals(low, Vector256.Create((byte)'"')), Vector256.Equals(high, Vector256.Create((byte)'"'))),
            Of(Vector256.Equals(low, Vector256.Create((byte)'\\')), Vector256.Equals(high, Vector256.Create((byte)'\\'))),
            Of(Vector256.Equals(low & alike, bracket), Vector256.Equals(high & alike, bracket)));
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
