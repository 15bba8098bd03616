using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BlazorLake.Domain.Events;

/// <summary>Ids for AMQP messages that carry none, made from what they carry (ADR 0004).</summary>
/// <remarks>The n-th copy of the same content has an id of its own, the same at every consumer. In the form of a UUID version 7 whose time is the message's timestamp, else zero.</remarks>
public static class DerivedEventId
{
    /// <summary>The id of the first copy (ordinal 0) of <paramref name="message"/>'s content.</summary>
    public static string Of(AmqpMessage message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, message.RoutingKey);
        Append(hash, message.ContentType);
        Append(hash, message.ContentEncoding);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, message.Timestamp?.UtcTicks ?? -1);
        hash.AppendData(number);
        hash.AppendData(message.Body.Span);
        Span<byte> result = stackalloc byte[32];
        hash.GetHashAndReset(result);
        return Form(result, message.Timestamp);
    }

    /// <summary><paramref name="first"/> with the id of its n-th copy; itself for ordinal 0.</summary>
    /// <param name="first">As decoded, with the id of ordinal 0.</param>
    /// <param name="ordinal">0 or more.</param>
    public static StreamEvent WithOrdinal(StreamEvent first, int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        if (!first.HasDerivedId)
            throw new ArgumentException("The event brought its own id.", nameof(first));
        return ordinal == 0 ? first : new StreamEvent
        {
            Stream = first.Stream,
            Id = IdOf(first.Id, ordinal),
            Source = first.Source,
            Type = first.Type,
            Subject = first.Subject,
            Time = first.Time,
            ReceivedAt = first.ReceivedAt,
            Data = first.Data,
            HasDerivedId = true,
            Redelivered = first.Redelivered,
        };
    }

    /// <summary>The id of copy <paramref name="ordinal"/> of the content whose first copy has the id <paramref name="first"/>.</summary>
    public static string IdOf(string first, int ordinal)
    {
        if (ordinal == 0)
            return first;
        Span<byte> input = stackalloc byte[Encoding.UTF8.GetMaxByteCount(first.Length) + 4];
        var size = Encoding.UTF8.GetBytes(first, input);
        BinaryPrimitives.WriteInt32BigEndian(input[size..], ordinal);
        Span<byte> result = stackalloc byte[32];
        SHA256.HashData(input[..(size + 4)], result);
        var millis = Guid.TryParse(first, out var guid) ? Millis(guid) : 0;
        return Form(result, DateTimeOffset.FromUnixTimeMilliseconds(millis));
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static string Form(Span<byte> hash, DateTimeOffset? at)
    {
        var id = hash[..16];
        var millis = Math.Clamp(at?.ToUnixTimeMilliseconds() ?? 0, 0, (1L << 48) - 1);
        BinaryPrimitives.WriteUInt16BigEndian(id, (ushort)(millis >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(id[2..], (uint)millis);
        id[6] = (byte)(0x70 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        return new Guid(id, bigEndian: true).ToString();
    }

    private static long Millis(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return ((long)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]);
    }
}
