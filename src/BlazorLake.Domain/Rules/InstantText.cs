namespace BlazorLake.Domain.Rules;

/// <summary>An instant as conditions compare it, to 10⁻¹⁸ s.</summary>
/// <param name="Seconds">Since 0001-01-01T00:00:00Z; an offset may lead a little before or past year 9999.</param>
/// <param name="Fraction">In 10⁻¹⁸ s, less than 10¹⁸.</param>
internal readonly record struct InstantValue(long Seconds, ulong Fraction) : IComparable<InstantValue>
{
    public static InstantValue Of(DateTimeOffset instant) =>
        new(instant.UtcTicks / TimeSpan.TicksPerSecond, (ulong)(instant.UtcTicks % TimeSpan.TicksPerSecond) * 100_000_000_000);

    public int CompareTo(InstantValue other) => Seconds != other.Seconds ? Seconds.CompareTo(other.Seconds) : Fraction.CompareTo(other.Fraction);
}

/// <summary>ISO 8601 instants with offset: <c>2026-11-23T15:42:18.5Z</c>, <c>2026-11-23T16:42+01:00</c>.</summary>
/// <remarks>
/// Date and time in the extended format, <c>T</c> (or <c>t</c>, or a space as RFC 3339 allows) between them; seconds may be left out; decimals after a dot or a comma, those beyond
/// 18 ignored; <c>:60</c> is the second that follows <c>:59</c>; offset <c>Z</c>, <c>±hh:mm</c>, <c>±hhmm</c> or <c>±hh</c>. Without offset it is no instant.
/// </remarks>
internal static class InstantText
{
    /// <summary>False for most texts that are no instant, at the price of a look.</summary>
    public static bool CouldBe(ReadOnlySpan<byte> utf8) => utf8.Length >= 17 && utf8[4] == '-' && utf8[13] == ':';

    public static bool TryParse(ReadOnlySpan<char> text, out InstantValue value)
    {
        value = default;
        // The shortest is 0001-01-01T00:00Z.
        if (text.Length < 17 || text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't' or ' ') || text[13] != ':')
            return false;
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)
            || !Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59)
            return false;
        var rest = text[16..];
        if (!TryReadSeconds(ref rest, out var second, out var fraction) || !TryReadOffset(rest, out var offsetMinutes))
            return false;
        var days = new DateOnly(year, month, day).DayNumber;
        value = new InstantValue((days * 86_400L) + (hour * 3_600) + ((minute - offsetMinutes) * 60) + second, fraction);
        return true;
    }

    private static bool TryReadSeconds(ref ReadOnlySpan<char> rest, out int second, out ulong fraction)
    {
        second = 0;
        fraction = 0;
        if (rest[0] != ':')
            return true;
        if (rest.Length < 4 || !Digits(rest[1..3], out second) || second > 60)
            return false;
        rest = rest[3..];
        if (rest[0] is not ('.' or ','))
            return true;
        var length = rest[1..].IndexOfAnyExceptInRange('0', '9');
        if (length < 1)
            return false;
        for (var i = 0; i < 18; i++)
            fraction = (fraction * 10) + (i < length ? (ulong)(rest[i + 1] - '0') : 0);
        rest = rest[(length + 1)..];
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> rest, out int minutes)
    {
        minutes = 0;
        if (rest is "Z" or "z")
            return true;
        if (rest.Length is not (3 or 5 or 6) || rest[0] is not ('+' or '-') || !Digits(rest[1..3], out var hour) || hour > 23)
            return false;
        var minute = 0;
        if (rest.Length > 3 && (!Digits(rest[^2..], out minute) || minute > 59 || (rest.Length == 6 && rest[3] != ':')))
            return false;
        minutes = ((hour * 60) + minute) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            value = (value * 10) + (c - '0');
        }

        return true;
    }
}
