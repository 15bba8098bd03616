using System.Text;

namespace BlazorLake.Lake.Schema;

/// <summary>Field paths as rules write them: segments joined by dots, a segment with a dot, a quote or nothing in it quoted, as is a first one that starts with <c>$</c>.</summary>
/// <remarks>Source: CONTRACT.md section 4 "Fields".</remarks>
internal static class FieldPaths
{
    public static string Join(IEnumerable<string> segments) => string.Join('.', segments.Select((segment, index) => Quote(segment, index == 0)));

    /// <summary>False when the text is not a path.</summary>
    public static bool TrySplit(string path, out IReadOnlyList<string> segments)
    {
        var found = new List<string>();
        segments = found;
        var position = 0;
        while (position <= path.Length)
        {
            if (position < path.Length && path[position] == '"')
            {
                if (!TryUnquote(path, ref position, out var quoted))
                    return false;
                found.Add(quoted);
            }
            else
            {
                var end = path.IndexOf('.', position);
                end = end < 0 ? path.Length : end;
                if (end == position)
                    return false;
                found.Add(path[position..end]);
                position = end;
            }

            if (position == path.Length)
                return true;
            if (path[position++] != '.')
                return false;
        }

        return false;
    }

    private static string Quote(string segment, bool isFirst) =>
        segment.Length > 0 && segment.AsSpan().IndexOfAny('.', '"') < 0 && !(isFirst && segment[0] == '$')
            ? segment
            : $"\"{segment.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static bool TryUnquote(string path, ref int position, out string segment)
    {
        var text = new StringBuilder();
        for (position++; position < path.Length; position++)
        {
            if (path[position] == '"')
            {
                position++;
                segment = text.ToString();
                return true;
            }

            if (path[position] == '\\' && position + 1 < path.Length)
                position++;
            text.Append(path[position]);
        }

        segment = "";
        return false;
    }
}
