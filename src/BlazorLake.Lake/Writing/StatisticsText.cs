using System.Globalization;
using System.Text;

namespace BlazorLake.Lake.Writing;

/// <summary>Bounds as an <c>add</c> states them: short, and never narrower than the truth.</summary>
/// <remarks>Source: PROTOCOL.md "Per-file Statistics". Text is ordered by code point, which is the order of its UTF-8 bytes.</remarks>
internal static class StatisticsText
{
    private const int MaxCodePoints = 32;
    private const long MicrosecondsPerMillisecond = 1000;

    /// <summary>The text, or its first 32 code points.</summary>
    public static string LowerBound(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8[..Cut(utf8)]);

    /// <summary>The text, or the least one of at most 32 code points after all that start as it does; null when there is none.</summary>
    public static string? UpperBound(ReadOnlySpan<byte> utf8)
    {
        var length = Cut(utf8);
        if (length == utf8.Length)
            return Encoding.UTF8.GetString(utf8);
        var kept = utf8[..length];
        while (!kept.IsEmpty)
        {
            _ = Rune.DecodeLastFromUtf8(kept, out var last, out var size);
            kept = kept[..^size];
            if (last.Value < 0x10FFFF)
                return Encoding.UTF8.GetString(kept) + new Rune(last.Value == 0xD7FF ? 0xE000 : last.Value + 1);
        }

        return null;
    }

    /// <summary>Microseconds since 1970, cut to milliseconds.</summary>
    public static string LowerBound(long microseconds)
    {
        var (whole, rest) = Math.DivRem(microseconds, MicrosecondsPerMillisecond);
        return Format(rest < 0 ? whole - 1 : whole);
    }

    /// <summary>Microseconds since 1970, rounded up to milliseconds; null beyond the year 9999.</summary>
    public static string? UpperBound(long microseconds)
    {
        var (whole, rest) = Math.DivRem(microseconds, MicrosecondsPerMillisecond);
        var milliseconds = rest > 0 ? whole + 1 : whole;
        return milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? null : Format(milliseconds);
    }

    private static string Format(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static int Cut(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            // Every byte that does not continue a code point starts one.
            if ((utf8[i] & 0xC0) != 0x80 && count++ == MaxCodePoints)
                return i;
        }

        return utf8.Length;
    }
}
