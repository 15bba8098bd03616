using System.Globalization;

namespace BlazorLake.Portal.Design;

/// <summary>Ids that tie a label to its element: unique within the process, meaningless outside the page.</summary>
internal static class Identifiers
{
    private static long _last;

    public static string Next(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Interlocked.Increment(ref _last)}");
}
