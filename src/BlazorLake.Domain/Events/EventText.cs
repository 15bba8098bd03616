using System.Globalization;
using System.Text;

namespace BlazorLake.Domain.Events;

/// <summary>Attribute texts: what is allowed in them, and how they are shown in messages.</summary>
internal static class EventText
{
    /// <summary>Null when <paramref name="value"/> may be the attribute <paramref name="name"/>, else why not.</summary>
    /// <remarks>CloudEvents 1.0 forbids control characters in strings; they would also break the stores, PostgreSQL text cannot hold U+0000.</remarks>
    public static string? Check(string name, string value)
    {
        if (value.Length == 0)
            return $"The attribute '{name}' is empty; leave it out or give 1 to {Bytes(EventLimits.AttributeBytes)} bytes.";
        if (value.Length > EventLimits.AttributeBytes / 3 && Encoding.UTF8.GetByteCount(value) is var size and > EventLimits.AttributeBytes)
            return $"The attribute '{name}' has {Bytes(size)} bytes; at most {Bytes(EventLimits.AttributeBytes)} (1 KiB) are allowed.";

        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (char.IsControl(c))
                return $"The attribute '{name}' has the control character U+{(int)c:X4}, which is not allowed.";
            if (!char.IsSurrogate(c))
                continue;
            if (i + 1 == value.Length || !char.IsSurrogatePair(c, value[i + 1]))
                return $"The attribute '{name}' has an unpaired surrogate U+{(int)c:X4}, which is not allowed.";
            i++;
        }

        return null;
    }

    /// <summary>At most <paramref name="length"/> characters, control characters made visible, so that hostile input stays readable in messages.</summary>
    public static string Shorten(string text, int length)
    {
        var shown = text.Length <= length ? text : string.Concat(text.AsSpan(0, length), "…");
        return string.Create(shown.Length, shown, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                to[i] = char.IsControl(from[i]) || char.IsSurrogate(from[i]) ? '\uFFFD' : from[i];
        });
    }

    public static string Bytes(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
