using System.Globalization;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>How attributes are spelled where a rule sees them as text.</summary>
internal static class EventText
{
    /// <summary><c>2026-11-23T15:42:18.123456Z</c>, decimals only as many as needed.</summary>
    public static string TimeOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
