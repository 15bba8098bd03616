using System.Buffers.Binary;
using System.Numerics;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Numbers as most are written: up to 15 digits, perhaps a point, no exponent. Their nearest double is one division away.</summary>
internal static class ShortNumber
{
    private const int MostDigits = 15;
    private const ulong Each = 0x0101_0101_0101_0101;
    private const ulong HighBits = 0x80 * Each;
    private const ulong Zeros = '0' * Each;

    private static readonly double[] PowersOfTen = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <param name="text">A number by the grammar of RFC 8259.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        if (isNegative)
            text = text[1..];
        // The point takes one place more.
        if (text.Length is 0 or > MostDigits + 1)
            return false;
        var (digits, decimals) = (0L, -1);
        if (!(text.Length <= sizeof(ulong) ? TryReadAtOnce(text, out digits, out decimals) : TryReadDigits(text, out digits, out decimals)))
            return false;
        // Both are exact doubles, so the quotient is the double nearest to the number.
        value = decimals > 0 ? digits / PowersOfTen[decimals] : digits;
        if (isNegative)
            value = -value;
        return true;
    }

    /// <summary>Up to eight bytes as the digits of one integer.</summary>
    private static bool TryReadAtOnce(ReadOnlySpan<byte> text, out long digits, out int decimals)
    {
        // The last byte highest, as it is read in little-endian order; before the first, zeros.
        var bytes = (LoadUpTo8(text) << (8 * (sizeof(ulong) - text.Length))) | (text.Length < sizeof(ulong) ? Zeros >> (8 * text.Length) : 0);
        var points = bytes ^ ('.' * Each);
        points = (points - Each) & ~points & HighBits;
        decimals = 0;
        if (points != 0)
        {
            // What is before the point takes its place.
            var place = BitOperations.TrailingZeroCount(points) - 7;
            var before = bytes & ((1UL << place) - 1);
            bytes = (bytes >> place >> 8 << 8 << place) | (before << 8) | '0';
            decimals = 7 - (place / 8);
        }

        var values = bytes - Zeros;
        digits = 0;
        if (((values | (values + (0x76 * Each))) & HighBits) != 0)
            return false;
        // Neighbours are put together: to tens, to hundreds, to ten thousands. Source: Lemire, "Quickly parsing eight digits" (2022).
        values = (values * 10) + (values >> 8);
        values = ((values & 0x0000_00FF_0000_00FF) * (100 + (1_000_000UL << 32))) + (((values >> 16) & 0x0000_00FF_0000_00FF) * (1 + (10_000UL << 32)));
        digits = (long)(values >> 32);
        return true;
    }

    private static ulong LoadUpTo8(ReadOnlySpan<byte> text)
    {
        if (text.Length == sizeof(ulong))
            return BinaryPrimitives.ReadUInt64LittleEndian(text);
        if (text.Length >= sizeof(uint))
            return BinaryPrimitives.ReadUInt32LittleEndian(text) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]) << (8 * (text.Length - sizeof(uint))));
        return text[0] | ((ulong)text[text.Length >> 1] << (8 * (text.Length >> 1))) | ((ulong)text[^1] << (8 * (text.Length - 1)));
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> text, out long digits, out int decimals)
    {
        (digits, decimals) = (0, -1);
        foreach (var each in text)
        {
            var digit = (uint)(each - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                decimals += decimals >= 0 ? 1 : 0;
            }
            else if (each == '.' && decimals < 0)
            {
                decimals = 0;
            }
            else
            {
                return false;
            }
        }

        return decimals >= 0 || text.Length <= MostDigits;
    }
}
