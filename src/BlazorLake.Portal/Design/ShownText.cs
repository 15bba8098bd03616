namespace BlazorLake.Portal.Design;

/// <summary>Text from outside as a page shows it: control characters and unpaired surrogates visible, text direction not tampered with, length bounded.</summary>
internal static class ShownText
{
    public static string Of(string text, int maxLength = 2000, bool keepLines = false)
    {
        var cut = text.Length > maxLength ? text.AsSpan(0, char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength) : text.AsSpan();
        var shown = new char[cut.Length];
        for (var i = 0; i < cut.Length; i++)
            shown[i] = Show(cut, i, keepLines);
        return text.Length > maxLength ? string.Concat(shown, "…") : new string(shown);
    }

    private static char Show(ReadOnlySpan<char> text, int at, bool keepLines) => text[at] switch
    {
        '\n' or '\t' when keepLines => text[at],
        < ' ' and var control => (char)('\u2400' + control),
        '\u007f' => '\u2421',
        // Overrides of the text direction can make a value read as another.
        >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' => '\ufffd',
        var high when char.IsHighSurrogate(high) && (at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])) => '\ufffd',
        var low when char.IsLowSurrogate(low) && (at == 0 || !char.IsHighSurrogate(text[at - 1])) => '\ufffd',
        var plain => plain,
    };
}
