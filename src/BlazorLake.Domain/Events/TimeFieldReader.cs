using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BlazorLake.Domain.Events;

/// <summary>Reads the event time out of the data of a stream that names a time field, or of a file that has it in a column.</summary>
/// <remarks>Text is RFC 3339, without a zone UTC; a whole number is Unix time in seconds (up to 11 digits), milliseconds (up to 14) or microseconds.</remarks>
internal sealed class TimeFieldReader
{
    private readonly DataPath _path;

    private TimeFieldReader(DataPath path) => _path = path;

    public static bool TryParse(string path, [NotNullWhen(true)] out TimeFieldReader? reader)
    {
        reader = DataPath.TryParse(path, out var parsed) ? new TimeFieldReader(parsed) : null;
        return reader is not null;
    }

    /// <summary>The time, or null when the field is absent or null; <paramref name="error"/> when it is no time.</summary>
    public DateTimeOffset? Read(ReadOnlySpan<byte> data, out string? error)
    {
        error = null;
        var reader = new Utf8JsonReader(data, JsonText.Options);
        if (!_path.TryMoveTo(ref reader) || reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && EventInstant.TryParse(reader.ValueSpan, out var at, zoneOptional: true))
            return at;
        if (reader.TokenType == JsonTokenType.Number && TryUnixTime(reader.ValueSpan, out at))
            return at;
        error = $"The time field '{_path.Text}' is {Show(ref reader)}; allowed: {EventInstant.Allowed}, or a whole number of seconds or milliseconds since 1970.";
        return null;
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
