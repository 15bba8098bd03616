namespace BlazorLake.Portal.Features.Events;

/// <summary>Text from outside as a page shows it: control characters as their pictures, long text cut.</summary>
internal static class VisibleText
{
    public static string Of(string text, int maxLength = 2000)
    {
        var cut = text.Length <= maxLength ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength), "…");
        return cut.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && !cut.Contains('\u007f')
            ? cut
            : string.Create(cut.Length, cut, static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = source[i] switch { < ' ' => (char)('\u2400' + source[i]), '\u007f' => '\u2421', var c => c };
            });
    }
}
