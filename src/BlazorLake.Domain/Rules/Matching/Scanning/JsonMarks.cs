using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BlazorLake.Domain.Rules.Matching.Scanning;

/// <summary>Where colons and brackets outside strings are in a JSON text, and where its quotation marks: found 64 bytes at a time, and only as far as somebody asks.</summary>
/// <remarks>
/// The value of a member nobody reads has no marks at all unless it is an object or an array. A bit is kept for each byte, for the quotation marks; of the other marks only those not yet read.
/// The text need not be valid JSON: then marks can also be other bytes. Source: Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019), section 3.1.
/// </remarks>
/// <param name="marks">Room for <see cref="MarksRoom"/>.</param>
/// <param name="quotes">Room for <see cref="WordsOf"/> the text's length.</param>
internal ref struct JsonMarks(ReadOnlySpan<byte> json, Span<int> marks, Span<ulong> quotes)
{
    /// <summary>How many marks <c>marks</c> must hold.</summary>
    public const int MarksRoom = (4 * GroupLength) + AtOnce;

    private const int BlockLength = 64;
    private const int GroupLength = 4 * BlockLength;
    private const int AtOnce = 4;
    private const ulong EvenBits = 0x5555_5555_5555_5555;

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly Span<int> _marks = marks;
    private readonly Span<ulong> _quotes = quotes;
    private int _offset;
    private int _words;
    private int _count;
    private int _at;
    private ulong _inString;
    private ulong _escaped;

    /// <summary>Whether there was a backslash in what was looked at so far.</summary>
    public bool HasBackslash { get; private set; }

    /// <summary>How many words <c>quotes</c> must hold for a text of so many bytes.</summary>
    public static int WordsOf(int length) => (length + BlockLength - 1) / BlockLength;

    /// <summary>The next colon or bracket; the text's length when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next() => _at < _count ? Unsafe.Add(ref MemoryMarshal.GetReference(_marks), _at++) : NextOfMore();

    /// <summary>The first quotation mark at the place or after it; the text's length when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextQuote(int at)
    {
        var word = at / BlockLength;
        var bits = word < _words ? Unsafe.Add(ref MemoryMarshal.GetReference(_quotes), word) >> at : 0;
        return bits != 0 ? at + BitOperations.TrailingZeroCount(bits) : NextQuoteOfMore(at);
    }

    /// <summary>The quotation mark before the one at the place; negative when either is none. Only of places before the last mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int QuoteBefore(int quote)
    {
        // The highest bit is the mark's own.
        var bits = _quotes[quote / BlockLength] << (~quote & (BlockLength - 1));
        if ((long)bits >= 0)
            return -1;
        bits <<= 1;
        return bits != 0 ? quote - 1 - BitOperations.LeadingZeroCount(bits) : QuoteBeforeWord(quote / BlockLength);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int NextOfMore()
    {
        while (_at == _count)
        {
            if (_offset >= _json.Length)
                return _json.Length;
            Fill();
        }

        return _marks[_at++];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int NextQuoteOfMore(int at)
    {
        while (true)
        {
            for (; at / BlockLength < _words; at = (at | (BlockLength - 1)) + 1)
            {
                if (_quotes[at / BlockLength] >> at is var bits and not 0)
                    return at + BitOperations.TrailingZeroCount(bits);
            }

            if (_offset >= _json.Length)
                return _json.Length;
            Fill();
        }
    }

    private readonly int QuoteBeforeWord(int word)
    {
        while (--word >= 0)
        {
            if (_quotes[word] is var bits and not 0)
                return (word * BlockLength) + BitOperations.Log2(bits);
        }

        return -1;
    }

    private void Fill()
    {
        _marks[_at.._count].CopyTo(_marks);
        (_count, _at) = (_count - _at, 0);
        if (_count > _marks.Length - GroupLength - AtOnce)
        {
            // Marks between which no string or bracket was asked for: no JSON has so many.
            _offset = _json.Length;
            return;
        }

        ref var json = ref MemoryMarshal.GetReference(_json);
        ref var marks = ref MemoryMarshal.GetReference(_marks);
        ref var quotes = ref MemoryMarshal.GetReference(_quotes);
        var (offset, count, words) = (_offset, _count, _words);
        var whole = Math.Min(_json.Length, offset + GroupLength);
        for (; offset + BlockLength <= whole; offset += BlockLength)
            count = Flatten(MarksOf(Classify(ref Unsafe.Add(ref json, offset)), out Unsafe.Add(ref quotes, words++)), offset, ref marks, count);
        if (offset < whole)
        {
            count = Flatten(MarksOf(ClassifyTail(_json[offset..]), out Unsafe.Add(ref quotes, words++)), offset, ref marks, count);
            offset = whole;
        }

        (_offset, _count, _words) = (offset, count, words);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong MarksOf(in Masks masks, out ulong quotes)
    {
        quotes = masks.Quotes & ~Escaped(masks.Backslashes);
        var inString = PrefixXor(quotes) ^ _inString;
        _inString = (ulong)((long)inString >> 63);
        return masks.Structure & ~inString;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Flatten(ulong bits, int offset, ref int marks, int count)
    {
        ref var next = ref Unsafe.Add(ref marks, count);
        var found = BitOperations.PopCount(bits);
        // Four are written whether there are or not: most blocks have up to four, and a processor would often guess their number wrong.
        for (var i = 0; i < found; i += AtOnce)
        {
            for (var j = 0; j < AtOnce; j++)
            {
                Unsafe.Add(ref next, i + j) = offset + BitOperations.TrailingZeroCount(bits);
                bits &= bits - 1;
            }
        }

        return count + found;
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
                (Vector512.Equals(all & Vector512.Create(Alike), Vector512.Create(Bracket)) | Vector512.Equals(all, Vector512.Create((byte)':'))).ExtractMostSignificantBits());
        }

        var low = Vector256.LoadUnsafe(ref block);
        var high = Vector256.LoadUnsafe(ref block, 32);
        return new Masks(
            Of(Vector256.Equals(low, Vector256.Create((byte)'"')), Vector256.Equals(high, Vector256.Create((byte)'"'))),
            Of(Vector256.Equals(low, Vector256.Create((byte)'\\')), Vector256.Equals(high, Vector256.Create((byte)'\\'))),
            Of(Structure(low), Structure(high)));

        static Vector256<byte> Structure(Vector256<byte> all) =>
            Vector256.Equals(all & Vector256.Create(Alike), Vector256.Create(Bracket)) | Vector256.Equals(all, Vector256.Create((byte)':'));
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

    private readonly record struct Masks(ulong Quotes, ulong Backslashes, ulong Structure);
}
