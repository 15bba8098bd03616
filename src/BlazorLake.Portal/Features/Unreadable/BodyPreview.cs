using System.Globalization;
using System.Text;
using System.Text.Unicode;
using BlazorLake.Domain.Events;
using BlazorLake.Portal.Design;

namespace BlazorLake.Portal.Features.Unreadable;

/// <summary>The start of a message's body as a person can read it: text where it is UTF-8, else bytes in hexadecimal.</summary>
internal static class BodyPreview
{
    /// <summary>Of a text, in bytes.</summary>
    public const int MaxTextBytes = 16 * 1024;

    /// <summary>Of anything else, in bytes.</summary>
    public const int MaxHexBytes = 512;

    private const int BytesInLine = 16;
    private const int MaxEvents = 20;

    public static string Of(UnreadableMessage message)
    {
        if (message.BodySizeBytes == 0)
            return "(empty)";
        if (message.ContentType == EventBatchCodec.ContentType && DataOf(message) is { } data)
            return data;
        var start = message.Body.Span[..Math.Min(message.Body.Length, MaxTextBytes)];
        var whole = WholeCharacters(start, isCut: start.Length < message.BodySizeBytes);
        return Utf8.IsValid(whole)
            ? ShownText.Of(Encoding.UTF8.GetString(whole), MaxTextBytes, keepLines: true) + Rest(whole.Length, message.BodySizeBytes)
            : Hex(message.Body.Span[..Math.Min(message.Body.Length, MaxHexBytes)]) + Rest(Math.Min(message.Body.Length, MaxHexBytes), message.BodySizeBytes);
    }

    /// <summary>The events' data out of our own binary form, a line each; of a list's entry, which carries only the body's start, from where the data begins.</summary>
    private static string? DataOf(UnreadableMessage message)
    {
        if (EventBatchCodec.TryDecode(message.Body, out var batch, out _))
            return ShownText.Of(string.Join('\n', batch.Events.Take(MaxEvents).Select(e => Encoding.UTF8.GetString(e.Data.Span))), MaxTextBytes, keepLines: true);
        var start = message.Body.Span.IndexOf((byte)'{');
        return start > 0 && message.Body.Length < message.BodySizeBytes
            ? ShownText.Of(Encoding.UTF8.GetString(message.Body.Span[start..]), MaxTextBytes, keepLines: true) + Rest(message.Body.Length, message.BodySizeBytes)
            : null;
    }

    // A cut may fall into a character of several bytes: at most its first 3 are left.
    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> bytes, bool isCut)
    {
        for (var drop = 0; isCut && drop <= 3 && drop < bytes.Length; drop++)
        {
            if (Utf8.IsValid(bytes[..^drop]))
                return bytes[..^drop];
        }

        return bytes;
    }

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += BytesInLine)
        {
            var line = bytes[at..Math.Min(at + BytesInLine, bytes.Length)];
            text.Append(CultureInfo.InvariantCulture, $"{at:x4}  ");
            foreach (var value in line)
                text.Append(CultureInfo.InvariantCulture, $"{value:x2} ");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Rest(int shown, long size) => shown >= size ? "" : $"\n… {Amounts.Bytes(size - shown)} more";
}
