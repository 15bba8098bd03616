using System.Globalization;
using BlazorLake.Domain.Events;
using Microsoft.Data.Sqlite;

namespace BlazorLake.Persistence.Journal;

/// <summary>Whether the journal may grow: looked at again after every 16 MiB or second, because both cost a system call.</summary>
internal sealed class JournalLimits(string path, JournalOptions options, TimeProvider time)
{
    private const long BytesBetweenLooks = 16 << 20;

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
    private long _writtenSince;
    private long _lookedAt;
    private volatile PublishOutcome.Busy? _busy;

    public PublishOutcome.Busy? Busy => _busy;

    /// <summary>Called by the writer only, with its connection.</summary>
    public void Look(SqliteConnection connection, long writtenBytes)
    {
        _writtenSince += writtenBytes;
        if (_lookedAt != 0 && _busy is null && _writtenSince < BytesBetweenLooks && time.GetElapsedTime(_lookedAt) < TimeSpan.FromSeconds(1))
            return;
        _writtenSince = 0;
        _lookedAt = time.GetTimestamp();
        _busy = FreeDisk() ?? Backlog(connection);
    }

    public void Refuse(PublishOutcome.Busy reason) => _busy = reason;

    private PublishOutcome.Busy? FreeDisk()
    {
        var free = new DriveInfo(_folder).AvailableFreeSpace;
        return free >= options.MinFreeDiskBytes
            ? null
            : new PublishOutcome.Busy(TimeSpan.FromSeconds(10), string.Create(CultureInfo.InvariantCulture,
                $"The disk of {_folder} has {free >> 20} MiB free; accepting events needs at least {options.MinFreeDiskBytes >> 20} MiB (setting Broker:MinFreeDiskBytes)."));
    }

    // Pages in use, not rows: exact for every process that writes the file, and costs nothing to read.
    private PublishOutcome.Busy? Backlog(SqliteConnection connection)
    {
        var used = JournalSchema.ReadLong(connection, "PRAGMA page_size")
            * (JournalSchema.ReadLong(connection, "PRAGMA page_count") - JournalSchema.ReadLong(connection, "PRAGMA freelist_count"));
        return used < options.MaxBacklogBytes
            ? null
            : new PublishOutcome.Busy(TimeSpan.FromSeconds(5), string.Create(CultureInfo.InvariantCulture,
                $"{used >> 20} MiB of accepted events wait to be evaluated and stored; at most {options.MaxBacklogBytes >> 20} MiB may wait (setting Broker:MaxBacklogBytes)."));
    }
}
