using System.Text;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>Unicode simple case folding: two texts are the same but for letter case when their foldings are equal.</summary>
/// <remarks>Source: Unicode's CaseFolding.txt, status C and S. It is the lower case but for the letters below; the test compares every code point with Unicode's own table.</remarks>
public static class CaseFolding
{
    /// <summary>A folded letter has at most this many times the UTF-8 bytes (U+023A has 2, what it folds to 3).</summary>
    internal const int MostGrowth = 2;

    public static string Fold(string text)
    {
        var lower = text.AsSpan().IndexOfAnyExceptInRange('\0', '\u007f') < 0;
        return lower ? text.ToLowerInvariant() : FoldRunes(text);
    }

    /// <param name="folded">Room for <see cref="MostGrowth"/> times the text.</param>
    /// <returns>Bytes written.</returns>
    internal static int Fold(ReadOnlySpan<byte> utf8, Span<byte> folded)
    {
        if (System.Text.Ascii.ToLower(utf8, folded, out var written) == System.Buffers.OperationStatus.Done)
            return written;
        var rest = utf8[written..];
        while (Rune.DecodeFromUtf8(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            written += Fold(rune).EncodeToUtf8(folded[written..]);
            rest = rest[length..];
        }

        return written;
    }

    public static Rune Fold(Rune rune) => rune.Value switch
    {
        < 0x80 => Rune.ToLowerInvariant(rune),
        // Cherokee folds to capitals, because its small letters came to Unicode later.
        >= 0x13A0 and <= 0x13F5 => rune,
        >= 0x13F8 and <= 0x13FD => new Rune(rune.Value - 8),
        >= 0xAB70 and <= 0xABBF => new Rune(rune.Value - 0xAB70 + 0x13A0),
        _ when Special.TryGetValue(rune.Value, out var folded) => new Rune(folded),
        _ => Rune.ToLowerInvariant(rune),
    };

    private static readonly Dictionary<int, int> Special = new()
    {
        [0x00B5] = 0x03BC, // micro sign
        [0x017F] = 0x0073, // long s
        [0x0345] = 0x03B9,
        [0x03C2] = 0x03C3, // final sigma
        [0x03D0] = 0x03B2,
        [0x03D1] = 0x03B8,
        [0x03D5] = 0x03C6,
        [0x03D6] = 0x03C0,
        [0x03F0] = 0x03BA,
        [0x03F1] = 0x03C1,
        [0x03F5] = 0x03B5,
        [0x1C80] = 0x0432,
        [0x1C81] = 0x0434,
        [0x1C82] = 0x043E,
        [0x1C83] = 0x0441,
        [0x1C84] = 0x0442,
        [0x1C85] = 0x0442,
        [0x1C86] = 0x044A,
        [0x1C87] = 0x0463,
        [0x1C88] = 0xA64B,
        [0x1E9B] = 0x1E61,
        [0x1FBE] = 0x03B9,
        [0x1FD3] = 0x0390,
        [0x1FE3] = 0x03B0,
        [0xFB05] = 0xFB06,
    };

    private static string FoldRunes(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            folded.Append(Fold(rune).ToString());
        return folded.ToString();
    }
}
