using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace BlazorLake.Domain.Events;

/// <summary>CloudEvents attributes that travel beside the data (binary mode).</summary>
/// <remarks>Source: CloudEvents 1.0 HTTP binding section 3.1.3 (prefix <c>ce-</c>, percent-encoding), AMQP binding section 3.1.3 (prefixes <c>cloudEvents:</c> and <c>cloudEvents_</c>).</remarks>
public static class CloudEventHeaders
{
    private const string Required = "A CloudEvent in binary mode has the headers specversion, id, source and type";

    /// <summary>True with the attributes of a CloudEvent; false with an empty <paramref name="defect"/> when there are no such headers, else with what is wrong.</summary>
    public static bool TryReadHttp(IEnumerable<KeyValuePair<string, string>> headers, [NotNullWhen(true)] out EventAttributes? attributes, out string defect)
    {
        var parts = new Parts();
        foreach (var (name, value) in headers)
        {
            if (!name.StartsWith("ce-", StringComparison.OrdinalIgnoreCase))
                continue;
            // HTTP header names have no case (RFC 9110 section 5.1), and many clients write Ce-Id.
            var attribute = name[3..].ToLowerInvariant();
            if (parts.Wants(attribute) && !parts.Set(attribute, Decode(value)))
                break;
        }

        return parts.Finish(out attributes, out defect);
    }

    /// <summary>As <see cref="TryReadHttp"/>, from AMQP headers.</summary>
    public static bool TryReadAmqp(IReadOnlyDictionary<string, object?> headers, [NotNullWhen(true)] out EventAttributes? attributes, out string defect)
    {
        var parts = new Parts();
        foreach (var (name, value) in headers)
        {
            if (name.Length > 12 && name.StartsWith("cloudEvents", StringComparison.OrdinalIgnoreCase) && name[11] is ':' or '_' && parts.Wants(name.AsSpan(12)) && !parts.Set(name.AsSpan(12), Text(value)))
                break;
        }

        return parts.Finish(out attributes, out defect);
    }

    private static string? Text(object? value) => value switch
    {
        null => "",
        string text => text,
        byte[] bytes => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null,
        DateTimeOffset at => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        DateTime at => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>Unquotes, then decodes <c>%XX</c> once; null when that gives no UTF-8. A percent sign that begins no escape stands for itself.</summary>
    private static string? Decode(string value)
    {
        var text = value is ['"', .., '"'] ? Unquote(value[1..^1]) : value;
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var size = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[size++] = byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 2;
                continue;
            }

            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            size += Encoding.UTF8.GetBytes(text.AsSpan(i, length), bytes.AsSpan(size));
            i += length - 1;
        }

        return Utf8.IsValid(bytes.AsSpan(0, size)) ? Encoding.UTF8.GetString(bytes, 0, size) : null;
    }

    private static string Unquote(string quoted)
    {
        var text = new StringBuilder(quoted.Length);
        for (var i = 0; i < quoted.Length; i++)
            text.Append(quoted[i] == '\\' && i + 1 < quoted.Length ? quoted[++i] : quoted[i]);
        return text.ToString();
    }

    private struct Parts
    {
        private string? _version;
        private string? _id;
        private string? _source;
        private string? _type;
        private string? _subject;
        private string? _time;
        private string? _defect;
        private bool _any;

        public bool Wants(ReadOnlySpan<char> name)
        {
            _any = true;
            return name is "specversion" or "id" or "source" or "type" or "subject" or "time";
        }

        public bool Set(ReadOnlySpan<char> name, string? value)
        {
            if (value is null)
            {
                _defect = $"The CloudEvents attribute '{name}' is not valid UTF-8.";
                return false;
            }

            switch (name)
            {
                case "specversion":
                    _version = value;
                    break;
                case "id":
                    _id = value;
                    break;
                case "source":
                    _source = value;
                    break;
                case "type":
                    _type = value;
                    break;
                case "subject":
                    _subject = value;
                    break;
                default:
                    _time = value;
                    break;
            }

            return true;
        }

        public readonly bool Finish([NotNullWhen(true)] out EventAttributes? attributes, out string defect)
        {
            attributes = null;
            defect = "";
            if (!_any)
                return false;
            defect = _defect ?? (_version, _id, _source, _type) switch
            {
                (null, _, _, _) => $"{Required}; 'specversion' is missing.",
                (not "1.0", _, _, _) => $"The CloudEvents version '{EventText.Shorten(_version, 100)}' is not understood. Allowed: 1.0.",
                (_, null, _, _) => $"{Required}; 'id' is missing.",
                (_, _, null, _) => $"{Required}; 'source' is missing.",
                (_, _, _, null) => $"{Required}; 'type' is missing.",
                _ => "",
            };
            if (defect.Length > 0)
                return false;
            attributes = new EventAttributes(_id, _source, _type, _subject, _time);
            return true;
        }
    }
}
