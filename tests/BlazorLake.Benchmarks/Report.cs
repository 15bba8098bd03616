using System.Globalization;

namespace BlazorLake.Benchmarks;

/// <summary>One line per number, with the floor or ceiling it is held against.</summary>
internal static class Report
{
    public static void AtLeast(string what, double measured, double floor, string unit) => Line(what, measured, "at least", floor, unit, measured >= floor);

    public static void AtMost(string what, double measured, double ceiling, string unit) => Line(what, measured, "at most", ceiling, unit, measured <= ceiling);

    public static void Share(string what, double measured, double least) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} {measured,12:N2} x          at least {least:N1}: {(measured >= least ? "holds" : "MISSED")}"));

    public static void Number(string what, double measured, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} {measured,12:N1} {unit}"));

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(share * sorted.Length) - 1)];
    }

    private static void Line(string what, double measured, string bound, double limit, string unit, bool holds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} {measured,12:N1} {unit,-10} {bound} {limit:N0}: {(holds ? "holds" : "MISSED")}"));
}
