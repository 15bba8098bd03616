using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BlazorLake.Domain.Events;

/// <summary>Makes UUIDs version 7 for one instant, drawing randomness for many at a time.</summary>
/// <remarks>RFC 9562 section 5.7: 48 bits of milliseconds, then 74 random bits. Not thread-safe.</remarks>
internal sealed class UuidV7Source(DateTimeOffset at)
{
    private const int RandomBytesEach = 10;

    private readonly long _millis = Math.Clamp(at.ToUnixTimeMilliseconds(), 0, (1L << 48) - 1);
    private byte[] _random = [];
    private int _used;
    private int _made;

    public Guid Next()
    {
        if (_used == _random.Length)
        {
            // Grows with what was asked for: a single event draws 10 bytes, a batch up to 2,560.
            _random = new byte[RandomBytesEach * Math.Clamp(_made, 1, 256)];
            RandomNumberGenerator.Fill(_random);
            _used = 0;
        }

        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt16BigEndian(id, (ushort)(_millis >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(id[2..], (uint)_millis);
        _random.AsSpan(_used, RandomBytesEach).CopyTo(id[6..]);
        id[6] = (byte)(0x70 | (id[6] & 0x0F));
        id[8] = (byte)(0x80 | (id[8] & 0x3F));
        _used += RandomBytesEach;
        _made++;
        return new Guid(id, bigEndian: true);
    }
}
