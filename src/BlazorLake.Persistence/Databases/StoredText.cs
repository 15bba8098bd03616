using System.Text;

namespace BlazorLake.Persistence.Databases;

/// <summary>Makes any text storable: PostgreSQL's text holds no U+0000, and neither database an unpaired surrogate.</summary>
internal static class StoredText
{
    /// <summary>U+0000 becomes the visible U+2400 (symbol for null), an unpaired surrogate U+FFFD; other text comes back as it is, without a copy.</summary>
    public static string Clean(string text) =>
        text.Contains('\0') || text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0 && HasUnpaired(text) ? Replace(text) : text;

    /// <summary>As <see cref="Clean(string)"/>, and no longer than <paramref name="maxLength"/> UTF-16 units.</summary>
    public static string Clean(string text, int maxLength) => Clean(text.Length <= maxLength ? text : text[..maxLength]);

    private static bool HasUnpaired(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
                return true;
            rest = rest[used..];
        }

        return false;
    }

    private static string Replace(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value == 0 ? new Rune('\u2400') : rune);
        return clean.ToString();
    }
}
