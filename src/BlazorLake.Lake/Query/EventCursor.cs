using System.Globalization;
using BlazorLake.Domain;

namespace BlazorLake.Lake.Query;

/// <summary>Where a page of events ended: the last event's times (microseconds since 1970), and how many of exactly those times were given already.</summary>
/// <remarks>Rows may be appended or compacted between two pages; only rows of the very same two instants could then move.</remarks>
internal sealed record EventCursor(long Time, long Received, int Given)
{
    /// <summary>Null for no cursor: the first page.</summary>
    /// <exception cref="InvalidCursorException">Not made by <see cref="ToString"/>.</exception>
    public static EventCursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var parts = text.Split('.');
        return parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time)
            && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var received)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            && IsInstant(time) && IsInstant(received)
            ? new EventCursor(time, received, given)
            : throw new InvalidCursorException(text);
    }

    /// <summary>The first instant after the last event's time, or null at the end of time.</summary>
    public DateTimeOffset? After => IsInstant(Time + 1) ? EventRows.FromMicroseconds(Time + 1) : null;

    private static bool IsInstant(long microseconds) =>
        microseconds >= EventRows.ToMicroseconds(DateTimeOffset.MinValue) && microseconds <= EventRows.ToMicroseconds(DateTimeOffset.MaxValue);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time}.{Received}.{Given}");
}
