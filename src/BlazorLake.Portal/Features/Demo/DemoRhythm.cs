namespace BlazorLake.Portal.Features.Demo;

/// <summary>How busy the world is at a time of day, 1 being its busiest.</summary>
internal static class DemoRhythm
{
    /// <summary>A shop: quiet at night, busy at noon and most in the evening; never silent, so that a visitor at any hour sees something.</summary>
    public static double Shop(DateTimeOffset at) => Clamp(0.3 + (0.35 * Bump(at, 12.5, 2.5)) + (0.65 * Bump(at, 19.5, 2.5)));

    /// <summary>A trading desk: open from 7 to 21 UTC on weekdays with peaks at both ends, a trickle around the clock.</summary>
    public static double Desk(DateTimeOffset at) => at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        ? 0.3
        : Clamp(0.3 + (0.5 * Bump(at, 8.5, 1.5)) + (0.35 * Bump(at, 12, 4)) + (0.6 * Bump(at, 15.5, 2)));

    private static double Bump(DateTimeOffset at, double hour, double width)
    {
        var distance = Math.Abs(at.TimeOfDay.TotalHours - hour);
        distance = Math.Min(distance, 24 - distance);
        return Math.Exp(-0.5 * distance * distance / (width * width));
    }

    private static double Clamp(double value) => Math.Clamp(value, 0.05, 1);
}
