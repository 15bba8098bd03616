using System.Globalization;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Rules.Builder;

public enum DurationUnit
{
    Seconds,
    Minutes,
    Hours,
    Days,
}

/// <summary>A length of time as a number and a unit; saved as an ISO 8601 duration.</summary>
/// <param name="Amount">What was typed; empty: none.</param>
/// <param name="Other">A duration from the document that no single unit can say exactly; it is kept until somebody types another.</param>
public sealed record DraftDuration(string Amount, DurationUnit Unit, string? Other = null)
{
    public static DraftDuration None(DurationUnit unit) => new("", unit);

    public bool IsNone => Other is null && string.IsNullOrWhiteSpace(Amount);

    public static DraftDuration Of(string? text, DurationUnit unit)
    {
        if (string.IsNullOrEmpty(text))
            return None(unit);
        return (DurationText.TryParse(text, out var span) ? Of(span) : null) ?? new DraftDuration("", unit, text);
    }

    /// <summary>Why this can't be saved; null when it can.</summary>
    public string? Problem()
    {
        if (IsNone || Other is not null)
            return null;
        return long.TryParse(Amount, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and <= 1_000_000
            ? null
            : $"“{Amount}” is not a whole number from 1 to 1,000,000.";
    }

    public string? ToIso()
    {
        if (IsNone || Problem() is not null)
            return null;
        var amount = Amount.TrimStart('0');
        return Other ?? Unit switch
        {
            DurationUnit.Seconds => $"PT{amount}S",
            DurationUnit.Minutes => $"PT{amount}M",
            DurationUnit.Hours => $"PT{amount}H",
            _ => $"P{amount}D",
        };
    }

    private static DraftDuration? Of(TimeSpan span)
    {
        (long Ticks, DurationUnit Unit)[] units =
        [
            (TimeSpan.TicksPerDay, DurationUnit.Days), (TimeSpan.TicksPerHour, DurationUnit.Hours),
            (TimeSpan.TicksPerMinute, DurationUnit.Minutes), (TimeSpan.TicksPerSecond, DurationUnit.Seconds),
        ];
        foreach (var (ticks, unit) in units)
        {
            if (span.Ticks > 0 && span.Ticks % ticks == 0)
                return new DraftDuration((span.Ticks / ticks).ToString(CultureInfo.InvariantCulture), unit);
        }

        return null;
    }
}
