using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BlazorLake.Domain.Rules;

/// <summary>ISO 8601 durations of fixed length: weeks, days, hours, minutes, seconds with up to 7 decimals; no years or months, whose length varies.</summary>
public static partial class DurationText
{
    /// <summary>False for anything else, also when it is longer than a <see cref="TimeSpan"/> can be.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length > 60 || Pattern().Match(text) is not { Success: true } match)
            return false;
        decimal ticks = 0;
        ticks += Part(match, "w") * TimeSpan.TicksPerDay * 7;
        ticks += Part(match, "d") * TimeSpan.TicksPerDay;
        ticks += Part(match, "h") * TimeSpan.TicksPerHour;
        ticks += Part(match, "m") * TimeSpan.TicksPerMinute;
        ticks += Part(match, "s") * TimeSpan.TicksPerSecond;
        if (ticks > long.MaxValue)
            return false;
        duration = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    /// <summary><c>PT15M</c>, <c>P1D</c>, <c>P1DT2H0.5S</c>; <c>PT0S</c> for zero.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "PT0S";
        var text = new StringBuilder("P");
        if (duration.Days > 0)
            text.Append(CultureInfo.InvariantCulture, $"{duration.Days}D");
        var seconds = (decimal)(duration.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond;
        if (duration.Ticks % TimeSpan.TicksPerDay != 0)
            text.Append('T');
        if (duration.Hours > 0)
            text.Append(CultureInfo.InvariantCulture, $"{duration.Hours}H");
        if (duration.Minutes > 0)
            text.Append(CultureInfo.InvariantCulture, $"{duration.Minutes}M");
        if (seconds > 0)
            text.Append(seconds.ToString("0.#######", CultureInfo.InvariantCulture)).Append('S');
        return text.ToString();
    }

    private static decimal Part(Match match, string name) =>
        match.Groups[name] is { Success: true, ValueSpan: var digits } ? decimal.Parse(digits.ToString().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    // "P" and "PT" alone say nothing, so a digit must follow.
    [GeneratedRegex(@"\AP(?=T?[0-9])((?<w>[0-9]{1,9})W)?((?<d>[0-9]{1,9})D)?(T(?=[0-9])((?<h>[0-9]{1,9})H)?((?<m>[0-9]{1,9})M)?((?<s>[0-9]{1,9}([.,][0-9]{1,7})?)S)?)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
