using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BlazorLake.Domain.Events;

/// <summary>What makes an event the same event: stream, source and id, as the first 128 bits of a SHA-256 over them.</summary>
/// <remarks>128 bits of a cryptographic hash, because a collision would silently drop an accepted event, also one an attacker made. 16 bytes. Big-endian when written.</remarks>
public readonly record struct EventKey(UInt128 Value) : IComparable<EventKey>
{
    public const int SizeBytes = 16;

    public static EventKey Of(StreamName stream, string source, string id)
    {
        var sourceSize = Encoding.UTF8.GetMaxByteCount(source.Length);
        var size = sourceSize + Encoding.UTF8.GetMaxByteCount(id.Length);
        Span<byte> bytes = size <= 1024 ? stackalloc byte[size] : new byte[size];
        var sourceBytes = bytes[..Encoding.UTF8.GetBytes(source, bytes)];
        var idBytes = bytes.Slice(sourceSize, Encoding.UTF8.GetBytes(id, bytes[sourceSize..]));
        return Of(stream, sourceBytes, idBytes);
    }

    /// <summary>The same from UTF-8, for keys read back from files by the million.</summary>
    public static EventKey Of(StreamName stream, ReadOnlySpan<byte> source, ReadOnlySpan<byte> id)
    {
        // Lengths first, so that ("a", "bc") and ("ab", "c") differ.
        var name = stream.Value;
        var size = name.Length + 13 + source.Length + id.Length;
        Span<byte> bytes = size <= 1024 ? stackalloc byte[size] : new byte[size];
        var length = Encoding.UTF8.GetBytes(name, bytes);
        bytes[length++] = (byte)'\n';
        _ = Encoding.UTF8.GetCharCount(source).TryFormat(bytes[length..], out var digits, default, System.Globalization.CultureInfo.InvariantCulture);
        length += digits;
        bytes[length++] = (byte)'\n';
        source.CopyTo(bytes[length..]);
        id.CopyTo(bytes[(length + source.Length)..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[..(length + source.Length + id.Length)], hash);
        return new EventKey(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    public static EventKey Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    public void Write(Span<byte> bytes) => BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);

    public int CompareTo(EventKey other) => Value.CompareTo(other.Value);

    public static bool operator <(EventKey left, EventKey right) => left.Value < right.Value;

    public static bool operator >(EventKey left, EventKey right) => left.Value > right.Value;

    public static bool operator <=(EventKey left, EventKey right) => left.Value <= right.Value;

    public static bool operator >=(EventKey left, EventKey right) => left.Value >= right.Value;
}
