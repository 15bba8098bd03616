using BlazorLake.Domain.Lake;
using BlazorLake.Lake.Appending;
using BlazorLake.Lake.Catalog;
using BlazorLake.Lake.Engine;
using BlazorLake.Lake.Log;
using BlazorLake.Lake.Query;
using BlazorLake.Lake.Storage;

namespace BlazorLake.Lake;

/// <summary>The lake of one process: Delta tables under one root, and the ports the rest of the product uses them through.</summary>
/// <remarks>Thread-safe. Any number of processes may use the same root at once. Source: PROTOCOL.md of delta-io/delta, reader version 1, writer version 2.</remarks>
public sealed class DeltaLake : IDisposable
{
    private readonly DuckDb _duckDb;

    /// <param name="options">Already checked; <see cref="LakeOptions.Root"/> is set.</param>
    /// <param name="time">For commit times and file names.</param>
    /// <param name="warn">Told of what goes wrong without losing anything; must return at once.</param>
    public DeltaLake(LakeOptions options, TimeProvider time, Action<LakeWarning> warn)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.Root);
        if (options.Root.Contains("://", StringComparison.Ordinal))
            throw new NotSupportedException($"Lake:Root is '{options.Root}'. Allowed is a folder on this machine or one mounted here.");
        var storage = new LocalLakeStorage(options.Root, time);
        _duckDb = new DuckDb(options.QueryMemoryBytes, options.QueryThreads, Path.Combine(Path.GetTempPath(), "blazorlake-duckdb"));
        var logs = new TableLogs(storage, new CheckpointFiles(storage, _duckDb));
        var rows = new EventRows(storage, _duckDb);
        Appender = new LakeAppender(storage, logs, new AddedKeysReader(storage, logs), new TableRewriter(rows, options), options, time, warn);
        Catalog = new LakeCatalog(storage, logs);
        Archive = new EventArchive(logs, rows, _duckDb, options, time);
    }

    public ILakeAppender Appender { get; }

    public ILakeCatalog Catalog { get; }

    public IEventArchive Archive { get; }

    public void Dispose() => _duckDb.Dispose();
}
