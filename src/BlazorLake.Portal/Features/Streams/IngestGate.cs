using System.Globalization;
using BlazorLake.Domain.Events;
using BlazorLake.Portal.Hosting;
using Microsoft.Extensions.Options;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>Says no before memory or disk runs out.</summary>
internal sealed class IngestGate(IOptions<IngestOptions> options, PortalSettings settings, TimeProvider time)
{
    private static readonly TimeSpan MemoryRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DiskRetry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DiskCheckInterval = TimeSpan.FromSeconds(1);

    private readonly IngestOptions _options = options.Value;
    private long _bytesInFlight;
    private long _diskCheckedAt = long.MinValue;
    private volatile PublishOutcome.Busy? _disk;

    public long BytesInFlight => Interlocked.Read(ref _bytesInFlight);

    /// <summary>Null when <paramref name="bytes"/> more may be in flight; they are counted until <see cref="Release"/>.</summary>
    public PublishOutcome.Busy? Reserve(long bytes)
    {
        if (Interlocked.Add(ref _bytesInFlight, bytes) <= _options.MaxBytesInFlight)
            return null;
        Release(bytes);
        return new PublishOutcome.Busy(MemoryRetry, string.Create(
            CultureInfo.InvariantCulture,
            $"Requests being taken in hold {BytesInFlight:N0} bytes; together they may hold at most {_options.MaxBytesInFlight:N0} (setting Ingest:MaxBytesInFlight)."));
    }

    /// <summary>Counts what was already allocated, so that others wait for it.</summary>
    public void Charge(long bytes) => Interlocked.Add(ref _bytesInFlight, bytes);

    public void Release(long bytes) => Interlocked.Add(ref _bytesInFlight, -bytes);

    /// <summary>Null while there is enough free disk; looks at most once a second.</summary>
    public PublishOutcome.Busy? CheckDisk()
    {
        var checkedAt = Interlocked.Read(ref _diskCheckedAt);
        var now = time.GetTimestamp();
        if (_options.MinFreeDiskBytes > 0
            && (checkedAt == long.MinValue || time.GetElapsedTime(checkedAt, now) >= DiskCheckInterval)
            && Interlocked.CompareExchange(ref _diskCheckedAt, now, checkedAt) == checkedAt)
            _disk = ReadDisk();
        return _disk;
    }

    private PublishOutcome.Busy? ReadDisk()
    {
        var free = new DriveInfo(settings.DataDirectory).AvailableFreeSpace;
        return free >= _options.MinFreeDiskBytes ? null : new PublishOutcome.Busy(DiskRetry, string.Create(
            CultureInfo.InvariantCulture,
            $"The disk of the data folder has {free:N0} bytes left; at least {_options.MinFreeDiskBytes:N0} are kept free (setting Ingest:MinFreeDiskBytes)."));
    }
}
