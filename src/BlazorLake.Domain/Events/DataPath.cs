using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace BlazorLake.Domain.Events;

/// <summary>A path into an event's data, followed straight over the JSON text.</summary>
internal sealed class DataPath
{
    private readonly byte[][] _segments;

    private DataPath(string text, byte[][] segments) => (Text, _segments) = (text, segments);

    public string Text { get; }

    /// <summary>Dotted segments; one with a dot is quoted: <c>"a.b".c</c>. Attributes (<c>$time</c>) are no path into the data.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out DataPath? parsed)
    {
        parsed = null;
        var segments = new List<byte[]>();
        for (var at = 0; ;)
        {
            var quoted = at < path.Length && path[at] == '"';
            var segment = quoted ? Quoted(path, ref at) : Plain(path, ref at);
            if (string.IsNullOrEmpty(segment) || (segments.Count == 0 && !quoted && segment[0] == '$'))
                return false;
            segments.Add(Encoding.UTF8.GetBytes(segment));
            if (at == path.Length)
                break;
            if (path[at++] != '.')
                return false;
        }

        parsed = new DataPath(path, [.. segments]);
        return true;
    }

    /// <summary>Moves <paramref name="reader"/>, which has read nothing yet of a checked JSON object, onto the value; false when there is none.</summary>
    public bool TryMoveTo(ref Utf8JsonReader reader)
    {
        reader.Read();
        foreach (var segment in _segments)
        {
            if (!TryEnter(ref reader, segment))
                return false;
        }

        return true;
    }

    private static bool TryEnter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
                return true;
            reader.Skip();
        }

        return false;
    }

    private static string? Plain(string path, ref int at)
    {
        var end = path.IndexOf('.', at);
        var segment = end < 0 ? path[at..] : path[at..end];
        at += segment.Length;
        return segment.Contains('"', StringComparison.Ordinal) ? null : segment;
    }

    /// <summary>From its opening quotation mark; null when the closing one is missing.</summary>
    private static string? Quoted(string path, ref int at)
    {
        var segment = new StringBuilder();
        for (at++; at < path.Length; at++)
        {
            if (path[at] == '"')
            {
                at++;
                return segment.ToString();
            }

            if (path[at] == '\\' && at + 1 < path.Length)
                at++;
            segment.Append(path[at]);
        }

        return null;
    }
}
