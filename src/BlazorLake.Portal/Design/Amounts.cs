using System.Globalization;

namespace BlazorLake.Portal.Design;

/// <summary>Numbers as people read them.</summary>
internal static class Amounts
{
    private static readonly string[] Sizes = ["bytes", "kB", "MB", "GB", "TB", "PB"];

    /// <summary><c>12,345</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 event</c>, <c>2 events</c>.</summary>
    public static string Of(long count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>Decimal units, as disks and bills are counted: <c>1.4 MB</c>.</summary>
    public static string Bytes(long bytes)
    {
        double amount = bytes;
        var unit = 0;
        while (Math.Abs(amount) >= 999.95 && unit < Sizes.Length - 1)
        {
            amount /= 1000;
            unit++;
        }

        return unit == 0 ? $"{Count(bytes)} bytes" : string.Create(CultureInfo.InvariantCulture, $"{amount:0.#} {Sizes[unit]}");
    }

    /// <summary>Per second: one decimal below 10.</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        <= 0 => "0",
        < 0.1 => "< 0.1",
        < 10 => perSecond.ToString("0.#", CultureInfo.InvariantCulture),
        _ => perSecond.ToString("N0", CultureInfo.InvariantCulture),
    };
}
