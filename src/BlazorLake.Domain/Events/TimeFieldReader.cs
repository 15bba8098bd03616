using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BlazorLake.Domain.Events;

/// <summary>Reads the event time out of the data of a stream that names a time field.</summary>
/// <remarks>Text is RFC 3339, without a zone UTC; a whole number is Unix time in seconds (up to 11 digits), milliseconds (up to 14) or microseconds.</remarks>
internal sealed class TimeFieldReader
{
    private readonly string _path;
    private readonly byte[][] _segments;

    private TimeFieldReader(string path, byte[][] segments) => (_path, _segments) = (path, segments);

    /// <summary>Dotted segments; one with a dot is quoted: <c>"a.b".c</c>. Attributes (<c>$time</c>) are no path into the data.</summary>
    public static bool TryParse(string path, [NotNullWhen(true)] out TimeFieldReader? reader)
    {
        reader = null;
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

        reader = new TimeFieldReader(path, [.. segments]);
        return true;
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

    /// <summary>The time, or null when the field is absent or null; <paramref name="error"/> when it is no time.</summary>
    public DateTimeOffset? Read(ReadOnlySpan<byte> data, out string? error)
    {
        error = null;
        var reader = new Utf8JsonReader(data, JsonText.Options);
        reader.Read();
        foreach (var segment in _segments)
        {
            if (!TryEnter(ref reader, segment))
                return null;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String when !reader.ValueIsEscaped && EventInstant.TryParse(reader.ValueSpan, out var at, zoneOptional: true):
                return at;
            case JsonTokenType.Number when TryUnixTime(reader.ValueSpan, out var at):
                return at;
            default:
                error = $"The stream's time field '{_path}' is {Show(ref reader)}; allowed: {EventInstant.Allowed}, or a whole number of seconds or milliseconds since 1970.";
                return null;
        }
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

    private static bool TryUnixTime(ReadOnlySpan<byte> digits, out DateTimeOffset at)
    {
        at = default;
        if (!Utf8Parser.TryParse(digits, out long value, out var used) || used != digits.Length)
            return false;
        var size = (ulong)Math.Abs(Math.Max(value, -long.MaxValue));
        var unit = size < 100_000_000_000 ? TimeSpan.TicksPerSecond : size < 100_000_000_000_000 ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerMicrosecond;
        var ticks = ((Int128)value * unit) + DateTime.UnixEpoch.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            return false;
        at = new DateTimeOffset((long)ticks, TimeSpan.Zero);
        return true;
    }

    private static string Show(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => string.Create(CultureInfo.InvariantCulture, $"\"{EventText.Shorten(reader.GetString()!, 100)}\""),
        _ => EventText.Shorten(Encoding.UTF8.GetString(reader.ValueSpan), 100),
    };
}
