using System.Buffers;

namespace BlazorLake.Domain.Rules.Wording;

/// <summary>Values in running text: short, on one line, and so that text can't be taken for anything else.</summary>
internal static class Shown
{
    private const int Most = 60;

    private static readonly SearchValues<char> Separators = SearchValues.Create(" ,.()“”\"");

    public static string Value(Scalar value) => value.Kind switch
    {
        ScalarKind.String when NeedsQuotes(value.Text) => $"“{Text(value.Text)}”",
        _ => Text(value.Text),
    };

    /// <summary>Control characters as spaces, cut with an ellipsis.</summary>
    public static string Text(string text)
    {
        var length = text.Length <= Most ? text.Length : char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most;
        var shown = string.Create(length, text, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
        return length == text.Length ? shown : shown + "…";
    }

    // A text that looks like a number, true, false or null, or that would run into the words around it.
    private static bool NeedsQuotes(string text) =>
        text.Length == 0 || text is "true" or "false" or "null" || text.AsSpan().ContainsAny(Separators) || char.IsWhiteSpace(text[0]) || double.TryParse(text, out _);
}
