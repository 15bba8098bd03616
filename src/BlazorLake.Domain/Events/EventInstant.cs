using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace BlazorLake.Domain.Events;

/// <summary>Reads event times: RFC 3339, years 0001 to 9999 in UTC, cut to whole microseconds.</summary>
public static class EventInstant
{
    /// <summary>What is allowed, for messages to people.</summary>
    public const string Allowed = "an RFC 3339 time such as 2026-03-01T12:30:00Z or 2026-03-01T12:30:00.5+02:00, year 0001 to 9999 in UTC";

    private const int MaxLength = 100;

    /// <summary>Cut to whole microseconds, in UTC.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public static bool TryParse([NotNullWhen(true)] string? text, out DateTimeOffset at, bool zoneOptional = false)
    {
        at = default;
        Span<byte> bytes = stackalloc byte[MaxLength];
        return text is { Length: > 0 and <= MaxLength }
            && Encoding.UTF8.TryGetBytes(text, bytes, out var size)
            && TryParse(bytes[..size], out at, zoneOptional);
    }

    /// <summary>
    /// RFC 3339; with <paramref name="zoneOptional"/> also without zone (then UTC), with a blank for the T, without seconds, or a date alone.
    /// A leap second counts as the last microsecond of its minute.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset at, bool zoneOptional = false)
    {
        at = default;
        if (!TryDate(text, out var date))
            return false;
        var rest = text[10..];
        if (rest.IsEmpty)
        {
            at = new DateTimeOffset(date, TimeSpan.Zero);
            return zoneOptional;
        }

        if (rest[0] is not ((byte)'T' or (byte)'t') && !(zoneOptional && rest[0] == ' '))
            return false;
        return TryTime(rest[1..], zoneOptional, out var time, out var used) && TryZone(rest[(1 + used)..], zoneOptional, out var offset)
            && TryCombine(date, time, offset, out at);
    }

    private static bool TryDate(ReadOnlySpan<byte> text, out DateTime date)
    {
        date = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-' || !Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..10], out var day))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified);
        return true;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, bool secondsOptional, out long ticks, out int used)
    {
        ticks = 0;
        used = 5;
        if (text.Length < 5 || text[2] != ':' || !Number(text[..2], out var hour) || !Number(text[3..5], out var minute) || hour > 23 || minute > 59)
            return false;
        ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        if (text.Length == 5 || text[5] != ':')
            return secondsOptional;
        if (text.Length < 8 || !Number(text[6..8], out var second) || second > 60)
            return false;
        used = 8;
        var fraction = 0L;
        if (text.Length > 8 && text[8] == '.')
        {
            var scale = TimeSpan.TicksPerSecond;
            for (used = 9; used < text.Length && text[used] is >= (byte)'0' and <= (byte)'9'; used++)
                fraction += (text[used] - '0') * (scale /= 10);
            if (used == 9)
                return false;
        }

        ticks += second == 60 ? (60 * TimeSpan.TicksPerSecond) - TimeSpan.TicksPerMicrosecond : (second * TimeSpan.TicksPerSecond) + fraction;
        return true;
    }

    private static bool TryZone(ReadOnlySpan<byte> text, bool optional, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty)
            return optional;
        if (text.Length == 1)
            return text[0] is (byte)'Z' or (byte)'z';
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':' || !Number(text[1..3], out var hours) || !Number(text[4..6], out var minutes) || hours > 23 || minutes > 59)
            return false;
        ticks = (hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute);
        if (text[0] == '-')
            ticks = -ticks;
        return true;
    }

    private static bool TryCombine(DateTime date, long time, long offset, out DateTimeOffset at)
    {
        at = default;
        var ticks = date.Ticks + time - offset;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            return false;
        at = new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
