using System.Globalization;

namespace BlazorLake.Domain.Rules.Wording;

/// <summary>Durations in words.</summary>
public static class DurationWords
{
    /// <summary>"15 minutes", "1 day 2 hours", "0.5 seconds".</summary>
    public static string Of(TimeSpan duration) => Join(PartsOf(duration), alwaysCount: true);

    /// <summary>After "every": "15 minutes", "day" (not "1 day").</summary>
    public static string Every(TimeSpan duration)
    {
        var parts = PartsOf(duration);
        return Join(parts, alwaysCount: parts.Count > 1);
    }

    private static List<(decimal Count, string Unit)> PartsOf(TimeSpan duration)
    {
        var seconds = (decimal)(duration.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond;
        var parts = new List<(decimal Count, string Unit)> { (duration.Days, "day"), (duration.Hours, "hour"), (duration.Minutes, "minute"), (seconds, "second") };
        parts.RemoveAll(p => p.Count == 0);
        return parts.Count == 0 ? [(0, "second")] : parts;
    }

    private static string Join(List<(decimal Count, string Unit)> parts, bool alwaysCount) => string.Join(' ', parts.Select(p =>
        p.Count == 1 ? (alwaysCount ? $"1 {p.Unit}" : p.Unit) : $"{p.Count.ToString("0.#######", CultureInfo.InvariantCulture)} {p.Unit}s"));
}
