using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace BlazorLake.Domain.Events;

/// <summary>Undoes a body's content encoding, never beyond <see cref="EventLimits.RequestBytes"/>.</summary>
public static class CompressedBody
{
    /// <summary>What is understood, for messages to people.</summary>
    public const string Allowed = "gzip, deflate, br";

    /// <summary>The stream that decompresses <paramref name="compressed"/>; the same one for no encoding; null for one that is not understood.</summary>
    /// <param name="encoding">Also <c>identity</c> and <c>utf-8</c>, which some AMQP clients write there.</param>
    public static Stream? Open(Stream compressed, string? encoding) => encoding?.Trim().ToLowerInvariant() switch
    {
        null or "" or "identity" or "utf-8" or "utf8" => compressed,
        "gzip" or "x-gzip" => new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true),
        "deflate" => new ZLibStream(compressed, CompressionMode.Decompress, leaveOpen: true),
        "br" => new BrotliStream(compressed, CompressionMode.Decompress, leaveOpen: true),
        _ => null,
    };

    /// <summary>False with <paramref name="defect"/> when the encoding is not understood, the bytes are not in it, or the body is too large.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, string? encoding, out ReadOnlyMemory<byte> plain, [NotNullWhen(false)] out string? defect)
    {
        plain = body;
        defect = body.Length <= EventLimits.RequestBytes ? null : TooLarge;
        // As nearly all messages come: nothing to undo.
        if (string.IsNullOrEmpty(encoding))
            return defect is null;
        using var compressed = MemoryMarshal.TryGetArray(body, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);
        var stream = Open(compressed, encoding);
        if (stream is null)
        {
            defect = $"The content encoding '{EventText.Shorten(encoding!, 100)}' is not understood. Allowed: {Allowed}.";
            return false;
        }

        if (!ReferenceEquals(stream, compressed) && !TryInflate(stream, out plain, out defect))
            return false;
        defect = plain.Length <= EventLimits.RequestBytes ? null : TooLarge;
        return defect is null;
    }

    private static string TooLarge => $"The body has more than {EventText.Bytes(EventLimits.RequestBytes)} bytes (32 MiB), which is the most allowed.";

    private static bool TryInflate(Stream stream, out ReadOnlyMemory<byte> plain, [NotNullWhen(false)] out string? defect)
    {
        plain = default;
        defect = null;
        var buffer = new byte[64 * 1024];
        var size = 0;
        try
        {
            using (stream)
            {
                while (stream.Read(buffer.AsSpan(size)) is > 0 and var read)
                {
                    size += read;
                    if (size > EventLimits.RequestBytes)
                    {
                        defect = TooLarge;
                        return false;
                    }

                    if (size == buffer.Length)
                        Array.Resize(ref buffer, buffer.Length * 2);
                }
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            defect = "The body is not compressed as its content encoding says.";
            return false;
        }

        plain = buffer.AsMemory(0, size);
        return true;
    }
}
