using System.Globalization;
using BlazorLake.Domain.Events;
using BlazorLake.Lake.Log;
using BlazorLake.Lake.Schema;
using BlazorLake.Lake.Storage;
using BlazorLake.Lake.Writing;

namespace BlazorLake.Lake.Appending;

/// <summary>Writes the data files of an append, durably, before anything refers to them.</summary>
internal sealed class TableWriter(ILakeStorage storage, TimeProvider time)
{
    /// <summary>One file for each UTC day among the rows.</summary>
    /// <param name="sorted">The rows' events, in order of event time.</param>
    public async Task<IReadOnlyList<DeltaAction.Add>> WriteAsync(StreamName stream, StreamEvent[] sorted, IReadOnlyList<Column> columns, bool dataChange, CancellationToken cancellationToken)
    {
        var added = new List<DeltaAction.Add>();
        foreach (var (day, from, to) in DaySlices.Split(sorted))
        {
            var now = time.GetUtcNow();
            var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var path = $"{EventColumns.Partition}={date}/part-00000-{Guid.CreateVersion7(now)}-c000.zstd.parquet";
            var size = await storage.WriteAsync($"{stream.Value}/{path}", file => ParquetFile.Write(file, columns, from, to), cancellationToken);
            var partition = new Dictionary<string, string?>(StringComparer.Ordinal) { [EventColumns.Partition] = date };
            added.Add(new DeltaAction.Add(path, partition, size, now.ToUnixTimeMilliseconds(), dataChange, StatisticsWriter.Write(columns, from, to)));
        }

        return added;
    }

    /// <summary>Deletes files that no commit refers to; what can't be deleted is left for vacuum.</summary>
    public async Task DiscardAsync(StreamName stream, IReadOnlyList<DeltaAction.Add> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            try
            {
                await storage.DeleteAsync($"{stream.Value}/{file.Path}", cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Invisible either way: only the log makes a file part of the table.
                continue;
            }
        }
    }
}
