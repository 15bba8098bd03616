using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Lake.Engine;
using BlazorLake.Lake.Log;
using BlazorLake.Lake.Schema;
using BlazorLake.Lake.Storage;
using DuckDB.NET.Data;

namespace BlazorLake.Lake.Query;

/// <summary>Reads rows of data files as the events they were.</summary>
internal sealed class EventRows(ILakeStorage storage, DuckDb duckDb)
{
    /// <summary>What <see cref="Read"/> reads, in its order; <c>epoch_us</c> is exact, a timestamp as text or double is not.</summary>
    public const string Select =
        $"{EventColumns.EventId}, {EventColumns.Source}, {EventColumns.Type}, {EventColumns.Subject}, epoch_us({EventColumns.EventTime}), epoch_us({EventColumns.ReceivedAt}), {EventColumns.Data}";

    /// <summary>Local files for these; a file outside the table's folder is refused.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(StreamName stream, IEnumerable<DeltaAction.Add> files, CancellationToken cancellationToken)
    {
        var local = new List<string>();
        foreach (var file in files)
        {
            if (!DeltaPath.IsInside(file.Path))
                throw new DeltaTableException($"The table '{stream}' refers to '{file.Path}', which is outside its folder, and is not read.");
            local.Add(await storage.OpenLocalAsync($"{stream.Value}/{file.Path}", cancellationToken));
        }

        return local;
    }

    /// <summary>Every row, in the order of the files and of the rows in them.</summary>
    public async Task<IReadOnlyList<StreamEvent>> ReadAllAsync(StreamName stream, IReadOnlyList<DeltaAction.Add> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
            return [];
        var local = await OpenAsync(stream, files, cancellationToken);
        using var connection = duckDb.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Select} FROM {DuckDb.ReadParquet(local)}";
        using var reader = command.ExecuteReader();
        var events = new List<StreamEvent>();
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            events.Add(Read(stream, reader));
        }

        return events;
    }

    public static StreamEvent Read(StreamName stream, DuckDBDataReader reader) => new()
    {
        Stream = stream,
        Id = Text(reader, 0) ?? "",
        Source = Text(reader, 1) ?? "",
        Type = Text(reader, 2) ?? "",
        Subject = Text(reader, 3),
        Time = Instant(reader, 4),
        ReceivedAt = Instant(reader, 5),
        Data = Encoding.UTF8.GetBytes(Text(reader, 6) ?? "{}"),
    };

    public static DateTimeOffset FromMicroseconds(long microseconds) => new(DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public static long ToMicroseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static string? Text(DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DateTimeOffset Instant(DuckDBDataReader reader, int column) => FromMicroseconds(reader.IsDBNull(column) ? 0 : reader.GetInt64(column));
}
