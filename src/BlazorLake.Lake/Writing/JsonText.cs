using System.Buffers.Text;
using System.Text;

namespace BlazorLake.Lake.Writing;

/// <summary>Unescapes JSON text that is already known to be valid, unpaired surrogates included.</summary>
/// <remarks><c>Utf8JsonReader.CopyString</c> throws at <c>\ud800</c> alone; a valid event may hold it, and becomes U+FFFD in a typed column (<c>data</c> keeps it).</remarks>
internal static class JsonText
{
    /// <param name="escaped">Between the quotes.</param>
    /// <param name="target">At least as long as <paramref name="escaped"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> target)
    {
        var written = 0;
        while (escaped.IndexOf((byte)'\\') is var plain and >= 0)
        {
            escaped[..plain].CopyTo(target[written..]);
            written += plain;
            var kind = escaped[plain + 1];
            escaped = escaped[(plain + 2)..];
            if (kind == (byte)'u')
                written += ReadCodePoint(ref escaped).EncodeToUtf8(target[written..]);
            else
                target[written++] = Simple(kind);
        }

        escaped.CopyTo(target[written..]);
        return written + escaped.Length;
    }

    private static Rune ReadCodePoint(ref ReadOnlySpan<byte> rest)
    {
        var unit = ReadUnit(rest);
        rest = rest[4..];
        if (!char.IsSurrogate(unit))
            return new Rune(unit);
        if (rest.StartsWith("\\u"u8) && Rune.TryCreate(unit, ReadUnit(rest[2..]), out var pair))
        {
            rest = rest[6..];
            return pair;
        }

        return Rune.ReplacementChar;
    }

    private static char ReadUnit(ReadOnlySpan<byte> digits)
    {
        _ = Utf8Parser.TryParse(digits[..4], out ushort unit, out _, 'x');
        return (char)unit;
    }

    private static byte Simple(byte kind) => kind switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => kind,
    };
}
