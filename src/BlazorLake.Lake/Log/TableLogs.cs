using System.Collections.Concurrent;
using BlazorLake.Domain.Events;
using BlazorLake.Lake.Storage;

namespace BlazorLake.Lake.Log;

/// <summary>The logs of all tables and the newest known snapshot of each, brought up to date whenever it is asked for.</summary>
/// <remarks>Thread-safe. Bounded by the tables there are: one snapshot each.</remarks>
internal sealed class TableLogs(ILakeStorage storage, CheckpointFiles checkpoints)
{
    private readonly ConcurrentDictionary<StreamName, Entry> _entries = new();

    public DeltaLog LogOf(StreamName stream) => EntryOf(stream).Log;

    /// <summary>Streams with a table, by name.</summary>
    public IReadOnlyList<StreamName> List() =>
    [
        .. storage.ListTables()
            .Where(name => StreamName.TryParse(name, out _) && storage.HasFiles($"{name}/{LogFileName.Folder}"))
            .Select(StreamName.Parse),
    ];

    /// <summary>The newest snapshot, or null when there is no table.</summary>
    /// <exception cref="DeltaTableException">The log is broken, or of a newer protocol.</exception>
    public async Task<Snapshot?> ReadNewestAsync(StreamName stream, CancellationToken cancellationToken)
    {
        var entry = EntryOf(stream);
        await entry.Gate.WaitAsync(cancellationToken);
        try
        {
            return entry.Snapshot = entry.Snapshot is { } known
                ? await entry.Log.RefreshAsync(known, cancellationToken)
                : await entry.Log.ReadAsync(null, cancellationToken);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private Entry EntryOf(StreamName stream) => _entries.GetOrAdd(stream, name => new Entry(new DeltaLog(storage, checkpoints, name.Value)));

    private sealed class Entry(DeltaLog log)
    {
        public DeltaLog Log { get; } = log;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Snapshot? Snapshot { get; set; }
    }
}
