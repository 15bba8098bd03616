using System.Text;
using BlazorLake.Lake.Engine;
using BlazorLake.Lake.Storage;

namespace BlazorLake.Lake.Log;

/// <summary>Reads and writes classic checkpoints: the state of a table at one version, one action per row of a Parquet file.</summary>
/// <remarks>Source: PROTOCOL.md "Checkpoint Schema" (V1). DuckDB turns rows into the JSON that commits have and back, so actions are parsed in one place.</remarks>
internal sealed class CheckpointFiles(ILakeStorage storage, DuckDb duckDb)
{
    private const string Columns =
        """
        {txn: 'STRUCT(appId VARCHAR, "version" BIGINT, lastUpdated BIGINT)',
         add: 'STRUCT("path" VARCHAR, partitionValues MAP(VARCHAR, VARCHAR), size BIGINT, modificationTime BIGINT, dataChange BOOLEAN, stats VARCHAR)',
         remove: 'STRUCT("path" VARCHAR, deletionTimestamp BIGINT, dataChange BOOLEAN)',
         metaData: 'STRUCT(id VARCHAR, "name" VARCHAR, description VARCHAR, format STRUCT(provider VARCHAR, options MAP(VARCHAR, VARCHAR)), schemaString VARCHAR,
                    partitionColumns VARCHAR[], configuration MAP(VARCHAR, VARCHAR), createdTime BIGINT)',
         protocol: 'STRUCT(minReaderVersion INTEGER, minWriterVersion INTEGER)'}
        """;

    private static readonly string[] Kinds = ["txn", "add", "remove", "metaData", "protocol"];

    /// <exception cref="DeltaTableException">A part is not a checkpoint.</exception>
    public async Task<IReadOnlyList<DeltaAction>> ReadAsync(string logFolder, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        var actions = new List<DeltaAction>();
        foreach (var part in parts)
        {
            var file = await storage.OpenLocalAsync($"{logFolder}/{part}", cancellationToken);
            try
            {
                ReadPart(file, actions);
            }
            catch (Exception exception) when (exception is DuckDB.NET.Data.DuckDBException or System.Text.Json.JsonException or InvalidOperationException)
            {
                throw new DeltaTableException($"{part} is not a Delta checkpoint: {exception.Message}", exception);
            }
        }

        return actions;
    }

    /// <summary>Replaces the checkpoint of the snapshot's version; returns its number of actions and bytes.</summary>
    /// <param name="keepRemovedAfter">Files removed earlier are forgotten; milliseconds since 1970.</param>
    public async Task<(long Actions, long SizeBytes)> WriteAsync(string logFolder, Snapshot snapshot, long keepRemovedAfter, CancellationToken cancellationToken)
    {
        using var writer = new ActionWriter();
        var actions = 0L;
        foreach (var action in ActionsOf(snapshot, keepRemovedAfter))
        {
            writer.Write(action);
            actions++;
        }

        var size = await storage.WriteAsync($"{logFolder}/{LogFileName.OfCheckpoint(snapshot.Version)}", file => WriteFile(file, writer.Content), cancellationToken);
        return (actions, size);
    }

    private static IEnumerable<DeltaAction> ActionsOf(Snapshot snapshot, long keepRemovedAfter)
    {
        yield return snapshot.Protocol!;
        yield return snapshot.Metadata!;
        foreach (var transaction in snapshot.Transactions.Values)
            yield return transaction;
        foreach (var remove in snapshot.Tombstones.Values.Where(remove => remove.DeletedAt > keepRemovedAfter))
            yield return remove with { DataChange = false };
        foreach (var add in snapshot.Files.Values)
            yield return add with { DataChange = false };
    }

    private void WriteFile(string file, ReadOnlyMemory<byte> lines)
    {
        // No name that ends with .json: a process that is killed here leaves it in the log, and simple readers take every such file for a commit.
        var source = file + ".lines";
        try
        {
            using (var json = File.Create(source))
                json.Write(lines.Span);
            using var connection = duckDb.Open();
            DuckDb.Execute(connection, $"COPY (SELECT * FROM read_json({DuckDb.Literal(source)}, format = 'newline_delimited', columns = {Columns}, maximum_object_size = 67108864)) "
                + $"TO {DuckDb.Literal(file)} (FORMAT parquet, COMPRESSION zstd)");
        }
        finally
        {
            File.Delete(source);
        }
    }

    private void ReadPart(string file, List<DeltaAction> actions)
    {
        using var connection = duckDb.Open();
        using var command = connection.CreateCommand();
        var from = $"read_parquet({DuckDb.Literal(file)}, hive_partitioning = false)";
        command.CommandText = $"SELECT column_name FROM (DESCRIBE SELECT * FROM {from})";
        var present = new HashSet<string>(StringComparer.Ordinal);
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                present.Add(reader.GetString(0));
        }

        foreach (var kind in Kinds.Where(present.Contains))
        {
            command.CommandText = $"SELECT to_json({DuckDb.Name(kind)})::VARCHAR FROM {from} WHERE {DuckDb.Name(kind)} IS NOT NULL";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (ActionReader.Read(Encoding.UTF8.GetBytes($$"""{"{{kind}}":{{reader.GetString(0)}}}""")) is { } action)
                    actions.Add(action);
            }
        }
    }
}
