using System.Text.Json;
using System.Text.Unicode;

namespace BlazorLake.Domain.Events;

/// <summary>Checks JSON values in one pass over their UTF-8 bytes: depth, unique member names, paired surrogates, valid UTF-8.</summary>
/// <remarks>Not thread-safe. What <see cref="Utf8JsonReader"/> checks itself (the grammar) is left to it, with its depth limit off so that a value that is too deep can be stepped over.</remarks>
internal sealed class JsonText
{
    public static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    [ThreadStatic]
    private static JsonText? t_ofThread;

    private readonly MemberNames _names = new();

    /// <summary>This thread's, because a message is often one event and the memory for names is more than it; not across an await, not two at once.</summary>
    public static JsonText OfThread => t_ofThread ??= new JsonText();

    /// <summary>The reader stands on a value's first token and is left on its last. The first thing wrong with the value, or null.</summary>
    /// <param name="body">What the reader reads.</param>
    /// <param name="checkUtf8">False when <paramref name="body"/> is known to be valid UTF-8.</param>
    /// <param name="freeLevels">Levels of nesting around an event's data that do not count.</param>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public string? Check(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, bool checkUtf8, int freeLevels = 0)
    {
        _names.Start();
        var start = reader.CurrentDepth;
        while (true)
        {
            if (CheckToken(ref reader, body, start + freeLevels, checkUtf8) is { } error)
            {
                StepOver(ref reader, start);
                return error;
            }

            if (IsLast(ref reader, start) || !reader.Read())
                return null;
        }
    }

    /// <summary>Null when <paramref name="text"/> is one JSON object and nothing else, else the first thing wrong with it.</summary>
    public string? CheckObject(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, Options);
            reader.Read();
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            var error = Check(ref reader, text, checkUtf8: !Utf8.IsValid(text));
            reader.Read(); // Throws when anything but blanks follows.
            return error ?? (isObject ? null : "An event is a JSON object.");
        }
        catch (JsonException exception)
        {
            return Describe(exception);
        }
    }

    /// <summary>Null, or what is wrong with the string or member name the reader stands on.</summary>
    public static string? CheckString(ref Utf8JsonReader reader, bool checkUtf8)
    {
        var text = reader.ValueSpan;
        if (checkUtf8 && !Utf8.IsValid(text))
            return "A string is not valid UTF-8.";
        return reader.ValueIsEscaped ? CheckEscapes(text) : null;
    }

    /// <summary>What is wrong with text that is not JSON at all.</summary>
    public static string Describe(JsonException exception)
    {
        // The library's message ends with a place that is already given here, in words of its API.
        var message = exception.Message;
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"Malformed JSON at byte {EventText.Bytes(exception.BytePositionInLine ?? 0)} of line {EventText.Bytes((exception.LineNumber ?? 0) + 1)}: {EventText.Shorten(end > 0 ? message[..end] : message, 300)}";
    }

    private string? CheckToken(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, int baseDepth, bool checkUtf8)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _names.Enter();
                return CheckDepth(ref reader, baseDepth);
            case JsonTokenType.StartArray:
                return CheckDepth(ref reader, baseDepth);
            case JsonTokenType.EndObject:
                return _names.Leave(body);
            case JsonTokenType.String:
                return checkUtf8 | reader.ValueIsEscaped ? CheckString(ref reader, checkUtf8) : null;
            case JsonTokenType.PropertyName:
                return (checkUtf8 | reader.ValueIsEscaped ? CheckString(ref reader, checkUtf8) : null) ?? _names.Add(ref reader, body);
            default:
                return null;
        }
    }

    private static string? CheckDepth(ref Utf8JsonReader reader, int baseDepth) =>
        reader.CurrentDepth - baseDepth >= EventLimits.JsonDepth ? $"The JSON is nested deeper than {EventLimits.JsonDepth} levels." : null;

    private static void StepOver(ref Utf8JsonReader reader, int start)
    {
        while (!IsLast(ref reader, start) && reader.Read())
        {
        }
    }

    /// <summary>Whether the value that began at depth <paramref name="start"/> ends with this token.</summary>
    private static bool IsLast(ref Utf8JsonReader reader, int start) =>
        reader.CurrentDepth == start && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);

    /// <summary>The reader has already checked that each escape is well formed; what it lets through is half of a surrogate pair.</summary>
    private static string? CheckEscapes(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'\\'); at >= 0 && at < text.Length;)
        {
            var size = 2;
            if (text[at + 1] == 'u')
            {
                size = 6;
                var unit = Unit(text[(at + 2)..]);
                if (char.IsLowSurrogate(unit))
                    return Unpaired(unit);
                if (char.IsHighSurrogate(unit))
                {
                    var next = text[(at + 6)..];
                    if (next.Length < 6 || next[0] != '\\' || next[1] != 'u' || !char.IsLowSurrogate(Unit(next[2..])))
                        return Unpaired(unit);
                    size = 12;
                }
            }

            var skip = text[(at + size)..].IndexOf((byte)'\\');
            at = skip < 0 ? text.Length : at + size + skip;
        }

        return null;
    }

    private static char Unit(ReadOnlySpan<byte> hex)
    {
        var value = 0;
        foreach (var digit in hex[..4])
            value = (value << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        return (char)value;
    }

    private static string Unpaired(char unit) => $"A string has the unpaired surrogate \\u{(int)unit:x4}; both halves of the pair are needed.";
}
