using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BlazorLake.Domain.Rules;

/// <summary>An IPv4 or IPv6 network. An IPv4 address mapped into IPv6 (<c>::ffff:10.0.0.1</c>) counts as the IPv4 address it is.</summary>
internal readonly record struct Network(bool IsV6, UInt128 Address, UInt128 Mask)
{
    public bool Contains(bool isV6, UInt128 address) => isV6 == IsV6 && (address & Mask) == Address;
}

/// <summary>Strict spelling of addresses and networks: dotted quads without leading zeros, RFC 4291 for IPv6, no zones, no ports.</summary>
internal static class NetworkText
{
    private static readonly SearchValues<char> V6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>False for most texts that are no address, at the price of a look.</summary>
    public static bool CouldBeAddress(ReadOnlySpan<byte> utf8) =>
        utf8.Length is >= 2 and <= 45 && (char.IsAsciiHexDigit((char)utf8[0]) || utf8[0] == ':') && utf8.IndexOfAny((byte)'.', (byte)':') >= 0;

    /// <summary><c>address/length</c>; an address alone is the network of itself. Bits beyond the length are ignored.</summary>
    public static bool TryParseNetwork(string text, out Network network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryParseAddress(slash < 0 ? text : text[..slash], out var isV6, out var address, out var isMapped))
            return false;
        var bits = isV6 ? 128 : 32;
        var length = bits;
        if (slash >= 0 && !TryParseLength(text.AsSpan(slash + 1), isMapped ? 128 : bits, out length))
            return false;
        if (slash >= 0 && isMapped && (length -= 96) < 0)
            return false;
        var mask = length == 0 ? UInt128.Zero : UInt128.MaxValue << (bits - length);
        if (!isV6)
            mask &= uint.MaxValue;
        network = new Network(isV6, address & mask, mask);
        return true;
    }

    public static bool TryParseAddress(ReadOnlySpan<char> text, out bool isV6, out UInt128 value, out bool isMapped)
    {
        isV6 = false;
        value = default;
        isMapped = false;
        if (text.Contains(':'))
            return TryParseV6(text, out isV6, out value, out isMapped);
        var parts = 0;
        foreach (var part in text.Split('.'))
        {
            if (++parts > 4 || !TryParseLength(text[part], 255, out var octet))
                return false;
            value = (value << 8) | (uint)octet;
        }

        return parts == 4;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, out bool isV6, out UInt128 value, out bool isMapped)
    {
        isV6 = true;
        value = default;
        isMapped = false;
        // IPAddress also takes zones, brackets and ports, which are no part of an address.
        if (text.Length > 45 || text.ContainsAnyExcept(V6Characters) || !IPAddress.TryParse(text, out var address)
            || address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        isMapped = address.IsIPv4MappedToIPv6;
        isV6 = !isMapped;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        value = isMapped ? BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    private static bool TryParseLength(ReadOnlySpan<char> text, int most, out int value)
    {
        value = 0;
        return text.Length is 1 or 2 or 3 && !text.ContainsAnyExceptInRange('0', '9') && (text.Length == 1 || text[0] != '0')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most;
    }
}
