namespace BlazorLake.Persistence.Databases;

/// <summary>Patterns for LIKE … ESCAPE '\' in which a person's text means itself.</summary>
internal static class LikePattern
{
    public static string Containing(string text) =>
        $"%{StoredText.Clean(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
