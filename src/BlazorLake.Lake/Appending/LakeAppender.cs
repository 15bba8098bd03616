using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Lake.Log;
using BlazorLake.Lake.Schema;
using BlazorLake.Lake.Storage;
using BlazorLake.Lake.Writing;
using ParquetSharp;

namespace BlazorLake.Lake.Appending;

/// <inheritdoc/>
internal sealed class LakeAppender(ILakeStorage storage, TableLogs logs, AddedKeysReader keys, TableRewriter rewriter, LakeOptions options, TimeProvider time, Action<LakeWarning> warn)
    : ILakeAppender
{
    /// <summary>A checkpoint names every live file, so large tables get fewer of them.</summary>
    private const int CheckpointEvery = 10;
    private const int LargeCheckpointEvery = 100;
    private const int LargeFileCount = 5_000;

    private readonly TableWriter _writer = new(storage, time);

    public async Task<AppendOutcome> AppendAsync(StreamName stream, IReadOnlyList<StreamEvent> events, long knownVersion, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
            throw new ArgumentException("There is nothing to append; at least 1 event is needed.", nameof(events));
        if (events.FirstOrDefault(added => added.Stream != stream) is { } stranger)
            throw new ArgumentException($"All events must be of stream '{stream}'; one is of '{stranger.Stream}'.", nameof(events));

        var snapshot = await logs.ReadNewestAsync(stream, cancellationToken);
        var newest = snapshot?.Version ?? -1;
        if (newest != knownVersion)
            return new AppendOutcome.Behind(newest);
        if (snapshot is not null)
            TableRules.Check(stream.Value, snapshot);

        var sorted = DaySlices.Sort(events);
        try
        {
            return await AppendAsync(stream, snapshot, sorted, cancellationToken);
        }
        catch (Exception error) when (!IsOfStorage(error) && error is not OperationCanceledException)
        {
            if (new AppendRehearsal(snapshot?.Schema, options.MaxTypedColumns).FindRefused(sorted, cancellationToken) is { Count: > 0 } refused)
                return new AppendOutcome.Refused(refused);
            if (error is ParquetException)
                throw new IOException($"A file of the table '{stream}' can't be written: {error.Message}", error);
            throw;
        }
    }

    public IAsyncEnumerable<AddedKeys> ReadKeysAsync(StreamName stream, long version, DateTimeOffset receivedFrom, CancellationToken cancellationToken) =>
        keys.ReadAsync(stream, version, receivedFrom, cancellationToken);

    public async ValueTask<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.ProbeAsync(cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The lake can't be written: {exception.Message} The folder is set by Lake:Root.";
        }
    }

    private async Task<AppendOutcome> AppendAsync(StreamName stream, Snapshot? snapshot, StreamEvent[] sorted, CancellationToken cancellationToken)
    {
        using var encoder = new EventEncoder(snapshot?.Schema, options.MaxTypedColumns);
        var encoded = encoder.Encode(sorted);
        if (snapshot is null || encoded.WidenedColumns.Count == 0 || !rewriter.MayRewrite(snapshot))
            return await CommitAsync(stream, snapshot, sorted, encoded, rewrite: false, cancellationToken);
        try
        {
            using var wider = new EventEncoder(Widen(snapshot.Schema, encoded.WidenedColumns), options.MaxTypedColumns);
            return await CommitAsync(stream, snapshot, sorted, wider.Encode(sorted), rewrite: true, cancellationToken);
        }
        catch (Exception error) when (!IsOfStorage(error) && error is not OperationCanceledException)
        {
            // One column for a field is nicer than two, but no reason to hold up its events for ever.
            warn(new LakeWarning(stream, "The table could not be written anew with a wider column; the field gets a second column.", error));
            return await CommitAsync(stream, snapshot, sorted, encoded, rewrite: false, cancellationToken);
        }
    }

    /// <summary>Whether the same append may well succeed later.</summary>
    private static bool IsOfStorage(Exception error) => error is IOException or UnauthorizedAccessException or TimeoutException or OutOfMemoryException;

    private async Task<AppendOutcome> CommitAsync(
        StreamName stream, Snapshot? snapshot, StreamEvent[] sorted, EncodedEvents encoded, bool rewrite, CancellationToken cancellationToken)
    {
        var actions = new List<DeltaAction>();
        if (snapshot is null)
            actions.Add(new DeltaAction.Protocol(Snapshot.ReaderVersion, Snapshot.WriterVersion));
        if (snapshot is null || encoded.HasNewColumns || rewrite)
            actions.Add(MetadataOf(stream, snapshot, encoded));
        var files = new List<DeltaAction.Add>();
        if (rewrite)
        {
            files.AddRange(await rewriter.RewriteAsync(stream, snapshot!, encoded.Schema, _writer, cancellationToken));
            actions.AddRange(snapshot!.Files.Values.Select(file => new DeltaAction.Remove(file.Path, time.GetUtcNow().ToUnixTimeMilliseconds(), DataChange: false)));
        }

        files.AddRange(await _writer.WriteAsync(stream, sorted, encoded.Columns, dataChange: true, cancellationToken));
        actions.AddRange(files);
        using var lines = Lines(actions, files, sorted.Length, rewrite ? DeltaOperations.ChangeColumn : DeltaOperations.Write, snapshot?.Version);
        var version = (snapshot?.Version ?? -1) + 1;

        // Should this throw, it is not known whether the commit is visible, so its files stay; vacuum collects them if it is not.
        if (!await logs.LogOf(stream).CommitAsync(version, lines.Content, cancellationToken))
        {
            await _writer.DiscardAsync(stream, files, cancellationToken);
            return new AppendOutcome.Behind((await logs.ReadNewestAsync(stream, cancellationToken))?.Version ?? version);
        }

        await CheckpointAsync(stream, version, cancellationToken);
        return new AppendOutcome.Committed(version);
    }

    private DeltaAction.Metadata MetadataOf(StreamName stream, Snapshot? snapshot, EncodedEvents encoded)
    {
        var now = time.GetUtcNow();
        return snapshot?.Metadata is { } known
            ? known with { Schema = encoded.Schema.ToJson() }
            : new DeltaAction.Metadata(
                Guid.CreateVersion7(now).ToString(), stream.Value, encoded.Schema.ToJson(), [EventColumns.Partition], new Dictionary<string, string?>(), now.ToUnixTimeMilliseconds());
    }

    private ActionWriter Lines(List<DeltaAction> actions, List<DeltaAction.Add> files, int rows, string operation, long? readVersion)
    {
        var writer = new ActionWriter();
        var now = time.GetUtcNow();
        var metrics = new Dictionary<string, string>
        {
            ["numFiles"] = files.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["numOutputRows"] = rows.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["numOutputBytes"] = files.Sum(file => file.SizeBytes).ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        var parameters = new Dictionary<string, string> { ["mode"] = "Append", ["partitionBy"] = $"[\"{EventColumns.Partition}\"]" };
        writer.WriteCommitInfo(now, operation, Guid.CreateVersion7(now), readVersion, parameters, metrics);
        foreach (var action in actions)
            writer.Write(action);
        return writer;
    }

    // The events are in the lake by now, so nothing that goes wrong here may look like a failed append.
    private async Task CheckpointAsync(StreamName stream, long version, CancellationToken cancellationToken)
    {
        try
        {
            if (version == 0 || version % CheckpointEvery != 0 || await logs.ReadNewestAsync(stream, cancellationToken) is not { } snapshot)
                return;
            if (snapshot.Files.Count < LargeFileCount || version % LargeCheckpointEvery == 0)
                await logs.LogOf(stream).WriteCheckpointAsync(snapshot, time.GetUtcNow(), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DuckDB.NET.Data.DuckDBException or OperationCanceledException)
        {
            warn(new LakeWarning(stream, "No checkpoint was written; the next one will be, until then readers read more commits.", exception));
        }
    }

    private static TableSchema Widen(TableSchema schema, IReadOnlyList<string> columns) =>
        new([.. schema.Fields.Select(field => columns.Contains(field.Name) ? field with { Type = ColumnType.Double.ToDelta() } : field)]);
}
