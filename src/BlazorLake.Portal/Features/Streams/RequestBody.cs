using System.Buffers;
using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>A request's body after decompression, in one pooled buffer that counts against the <see cref="IngestGate"/>.</summary>
internal sealed class RequestBody(IngestGate gate) : IDisposable
{
    private const int FirstBytes = 64 * 1024;

    private byte[] _buffer = [];
    private int _size;
    private long _charged;
    private bool _isAbandoned;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _size);

    /// <summary>Reads all of <paramref name="body"/>. Null when it was read, else why not.</summary>
    /// <param name="expectedBytes">The size when it is known and not compressed.</param>
    public async ValueTask<BodyFailure?> ReadAsync(Stream body, long? expectedBytes, CancellationToken cancellationToken)
    {
        // One byte more than expected, so that the read that finds the end needs no larger buffer.
        if (Grow((int)Math.Min((expectedBytes ?? FirstBytes - 1) + 1, EventLimits.RequestBytes + 1)) is { } refused)
            return refused;
        try
        {
            while (await body.ReadAsync(_buffer.AsMemory(_size), cancellationToken) is > 0 and var read)
            {
                _size += read;
                if (_size > EventLimits.RequestBytes)
                    return new BodyFailure.TooLarge();
                if (_size == _buffer.Length && Grow(_size * 2) is { } busy)
                    return busy;
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            return new BodyFailure.Malformed("The body is not compressed as its Content-Encoding says.");
        }

        return null;
    }

    /// <summary>Counts what decoding allocated beside the body.</summary>
    public void ChargeEvents(int count)
    {
        const long objectBytes = 400;
        gate.Charge(count * objectBytes);
        _charged += count * objectBytes;
    }

    /// <summary>Someone may still read the buffer: it is left to the garbage collector.</summary>
    public void Abandon() => _isAbandoned = true;

    public void Dispose()
    {
        gate.Release(_charged);
        _charged = 0;
        if (!_isAbandoned && _buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _size = 0;
    }

    private BodyFailure.Busy? Grow(int atLeast)
    {
        var larger = ArrayPool<byte>.Shared.Rent(atLeast);
        if (gate.Reserve(larger.Length) is { } busy)
        {
            ArrayPool<byte>.Shared.Return(larger);
            return new BodyFailure.Busy(busy);
        }

        _buffer.AsSpan(0, _size).CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        gate.Release(_charged);
        _charged = larger.Length;
        _buffer = larger;
        return null;
    }
}

/// <summary>Why a body was not read.</summary>
internal abstract record BodyFailure
{
    private BodyFailure()
    {
    }

    public sealed record TooLarge : BodyFailure;

    public sealed record Malformed(string Reason) : BodyFailure;

    public sealed record Busy(PublishOutcome.Busy Outcome) : BodyFailure;
}
