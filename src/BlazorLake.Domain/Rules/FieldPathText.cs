using System.Text;

namespace BlazorLake.Domain.Rules;

/// <summary>The spelling of field paths.</summary>
internal static class FieldPathText
{
    public static string Format(IReadOnlyList<string> segments)
    {
        var text = new StringBuilder();
        for (var i = 0; i < segments.Count; i++)
        {
            if (i > 0)
                text.Append('.');
            Append(text, segments[i], isFirst: i == 0);
        }

        return text.ToString();
    }

    /// <summary>Null when <paramref name="text"/> is a path, else what is wrong with it.</summary>
    public static string? Read(string text, out List<string> segments, out bool startsQuoted)
    {
        segments = [];
        startsQuoted = text.StartsWith('"');
        if (text.Length is 0 or > FieldPath.MaxLength)
            return $"A field path has 1 to {FieldPath.MaxLength:N0} characters; this one has {text.Length:N0}. Give a path into the data such as customer.tier.";
        var at = 0;
        while (true)
        {
            var quoted = at < text.Length && text[at] == '"';
            var problem = quoted ? ReadQuoted(text, ref at, segments) : ReadPlain(text, ref at, segments);
            if (problem is not null)
                return problem;
            if (at == text.Length)
                return null;
            if (text[at] != '.')
                return $"'{Shorten(text)}' has something after the closing quotation mark at character {at}; a dot or the end comes there.";
            at++;
        }
    }

    public static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");

    private static void Append(StringBuilder text, string segment, bool isFirst)
    {
        var plain = segment.Length > 0 && segment.AsSpan().IndexOfAny('.', '"') < 0 && !(isFirst && segment[0] == '$');
        if (plain)
            text.Append(segment);
        else
            text.Append('"').Append(segment.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
    }

    private static string? ReadPlain(string text, ref int at, List<string> segments)
    {
        var end = text.AsSpan(at).IndexOf('.') is var dot and >= 0 ? at + dot : text.Length;
        var segment = text[at..end];
        if (segment.Length == 0)
            return $"'{Shorten(text)}' has an empty part between dots; a member with an empty name is written \"\".";
        if (segment.Contains('"', StringComparison.Ordinal))
            return $"'{Shorten(text)}' has a quotation mark inside a part; quote the whole part and write \\\" for the mark.";
        segments.Add(segment);
        at = end;
        return null;
    }

    private static string? ReadQuoted(string text, ref int at, List<string> segments)
    {
        var segment = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                segments.Add(segment.ToString());
                at = i + 1;
                return null;
            }

            if (text[i] == '\\' && ++i < text.Length && text[i] is not ('"' or '\\'))
                return $"'{Shorten(text)}' has \\{text[i]} in a quoted part; only \\\" and \\\\ are known there.";
            if (i < text.Length)
                segment.Append(text[i]);
        }

        return $"'{Shorten(text)}' has a quotation mark that is not closed.";
    }
}
