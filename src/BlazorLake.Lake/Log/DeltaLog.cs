using System.Text.Json;
using BlazorLake.Lake.Storage;

namespace BlazorLake.Lake.Log;

/// <summary>The transaction log of one table: reads versions of it, and adds the next.</summary>
/// <remarks>Source: PROTOCOL.md. Thread-safe; any number of processes may use the same log. Nothing here is kept between calls.</remarks>
internal sealed class DeltaLog(ILakeStorage storage, CheckpointFiles checkpoints, string table)
{
    private static readonly long RemovedFilesKept = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    public string Table => table;

    private string Folder => $"{table}/{LogFileName.Folder}";

    /// <summary>A version (null: the newest), or null when there is no table.</summary>
    /// <exception cref="DeltaTableException">The log is broken, or of a newer protocol.</exception>
    public async Task<Snapshot?> ReadAsync(long? version, CancellationToken cancellationToken)
    {
        // _last_checkpoint is only a hint to list less. We list a folder in one go, so the names themselves say more, and a stale or broken hint can't mislead.
        var files = storage.List(Folder);
        var ways = LogSegment.Plan(files.Select(file => file.Name), version);
        if (ways.Count == 0)
            return null;
        DeltaTableException? failure = null;
        foreach (var way in ways)
        {
            try
            {
                return await ReadAsync(way, files, cancellationToken);
            }
            catch (DeltaTableException exception) when (way.CheckpointVersion >= 0 && way != ways[^1])
            {
                failure ??= exception;
            }
        }

        throw failure ?? new DeltaTableException($"The log of '{table}' can't be read.");
    }

    /// <summary>The newest version, read on from a known one.</summary>
    public async Task<Snapshot> RefreshAsync(Snapshot known, CancellationToken cancellationToken)
    {
        var snapshot = known;
        while (await ReadCommitAsync(snapshot.Version + 1, cancellationToken) is { } actions)
            snapshot = snapshot.Apply(snapshot.Version + 1, actions, snapshot.CommittedAt);
        if (ReferenceEquals(snapshot, known))
        {
            // Commits below a checkpoint may have been cleaned away since.
            if (await ReadLastCheckpointAsync(cancellationToken) is not { } checkpoint || checkpoint <= known.Version)
                return known;
            return await ReadAsync(null, cancellationToken) ?? known;
        }

        return snapshot.Checked();
    }

    /// <summary>What one commit did, or null when there is none of that version (yet, or any more).</summary>
    public async Task<IReadOnlyList<DeltaAction>?> ReadCommitAsync(long version, CancellationToken cancellationToken)
    {
        var name = LogFileName.OfCommit(version);
        var content = await storage.ReadAsync($"{Folder}/{name}", cancellationToken);
        return content is null ? null : ActionReader.ReadCommit(content, name);
    }

    /// <summary>Versions whose commit file is there, newest first, with the time they were written.</summary>
    public IReadOnlyList<(long Version, DateTimeOffset WrittenAt)> ListCommits() =>
    [
        .. storage.List(Folder)
            .Select(file => (Name: LogFileName.Parse(file.Name), file.WrittenAt))
            .Where(file => file.Name is LogFileName.Commit)
            .Select(file => (file.Name!.Version, file.WrittenAt))
            .OrderByDescending(commit => commit.Version),
    ];

    /// <summary>Adds a version; false when another writer took it.</summary>
    public Task<bool> CommitAsync(long version, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) =>
        storage.PutIfAbsentAsync($"{Folder}/{LogFileName.OfCommit(version)}", lines, cancellationToken);

    /// <summary>Writes a checkpoint of the snapshot and the hint to it, so that readers need not read every commit.</summary>
    public async Task WriteCheckpointAsync(Snapshot snapshot, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (actions, size) = await checkpoints.WriteAsync(Folder, snapshot, now.ToUnixTimeMilliseconds() - RemovedFilesKept, cancellationToken);
        var hint = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, long>
        {
            ["version"] = snapshot.Version,
            ["size"] = actions,
            ["sizeInBytes"] = size,
            ["numOfAddFiles"] = snapshot.Files.Count,
        });
        await storage.PutAsync($"{Folder}/{LogFileName.LastCheckpoint}", hint, cancellationToken);
    }

    private async Task<Snapshot> ReadAsync(LogSegment way, IReadOnlyList<StoredFile> files, CancellationToken cancellationToken)
    {
        var writtenAt = files.ToDictionary(file => file.Name, file => file.WrittenAt, StringComparer.Ordinal);
        var snapshot = Snapshot.Empty;
        if (way.CheckpointVersion >= 0)
        {
            var actions = await checkpoints.ReadAsync(Folder, way.Checkpoint, cancellationToken);
            snapshot = snapshot.Apply(way.CheckpointVersion, actions, writtenAt[way.Checkpoint[0]]).Checked();
        }

        for (var version = way.CheckpointVersion + 1; version <= way.Version; version++)
        {
            var actions = await ReadCommitAsync(version, cancellationToken)
                ?? throw new DeltaTableException($"The log has a gap: {LogFileName.OfCommit(version)} is missing.");
            snapshot = snapshot.Apply(version, actions, writtenAt[LogFileName.OfCommit(version)]);
        }

        return snapshot.Checked();
    }

    private async Task<long?> ReadLastCheckpointAsync(CancellationToken cancellationToken)
    {
        var content = await storage.ReadAsync($"{Folder}/{LogFileName.LastCheckpoint}", cancellationToken);
        if (content is null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.TryGetProperty("version", out var version) && version.TryGetInt64(out var number) ? number : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
