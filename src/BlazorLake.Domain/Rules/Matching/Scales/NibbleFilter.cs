using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Says of 16 places at a time where some of many words of four bytes may begin, by the halves of the first three bytes.</summary>
/// <remarks>Words are in eight groups, each a bit; a group may begin where it has each half of each byte. Immutable; thread-safe. Source: the "Teddy" algorithm of Hyperscan (Wang and others, 2019).</remarks>
internal sealed class NibbleFilter
{
    /// <summary>How many places are looked at together.</summary>
    public const int Places = 16;

    /// <summary>Bytes that must be there after them.</summary>
    public const int BytesAhead = 2;

    private readonly Vector128<byte>[] _lows = new Vector128<byte>[BytesAhead + 1];
    private readonly Vector128<byte>[] _highs = new Vector128<byte>[BytesAhead + 1];

    /// <param name="words">The first byte lowest.</param>
    public NibbleFilter(IEnumerable<uint> words)
    {
        // Words alike in one group: then it has few halves.
        var sorted = words.OrderBy(BinaryPrimitives.ReverseEndianness).ToArray();
        for (var at = 0; at < sorted.Length; at++)
        {
            var word = sorted[at];
            var bit = (byte)(1 << (int)(8L * at / sorted.Length));
            for (var i = 0; i <= BytesAhead; i++)
            {
                var each = (int)(word >> (8 * i)) & 0xFF;
                _lows[i] = _lows[i].WithElement(each & 15, (byte)(_lows[i].GetElement(each & 15) | bit));
                _highs[i] = _highs[i].WithElement(each >> 4, (byte)(_highs[i].GetElement(each >> 4) | bit));
            }
        }
    }

    /// <summary>Bits of the places, of those from <paramref name="start"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint PlacesAt(ref byte start)
    {
        ref var lows = ref MemoryMarshal.GetArrayDataReference(_lows);
        ref var highs = ref MemoryMarshal.GetArrayDataReference(_highs);
        var groups = GroupsOf(ref start, lows, highs)
            & GroupsOf(ref Unsafe.Add(ref start, 1), Unsafe.Add(ref lows, 1), Unsafe.Add(ref highs, 1))
            & GroupsOf(ref Unsafe.Add(ref start, 2), Unsafe.Add(ref lows, 2), Unsafe.Add(ref highs, 2));
        return ~Vector128.Equals(groups, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> GroupsOf(ref byte start, Vector128<byte> lows, Vector128<byte> highs)
    {
        var bytes = Vector128.LoadUnsafe(ref start);
        return Vector128.ShuffleNative(lows, bytes & Vector128.Create((byte)15)) & Vector128.ShuffleNative(highs, bytes >>> 4);
    }
}
