using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Lake.Schema;
using BlazorLake.Lake.Writing;

namespace BlazorLake.Lake.Appending;

/// <summary>Finds the events that can't be written whatever the state of the storage: does all the work of an append in memory, with ever fewer events.</summary>
/// <param name="schema">The table's; null for a new table.</param>
internal sealed class AppendRehearsal(TableSchema? schema, int maxTypedColumns)
{
    /// <summary>Those that fail alone. Empty when nothing fails: then it was the storage; or when only several together do.</summary>
    public IReadOnlyList<RefusedEvent> FindRefused(ReadOnlyMemory<StreamEvent> sorted, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Try(sorted.ToArray()) is not { } error)
            return [];
        if (sorted.Length == 1)
            return [new RefusedEvent(sorted.Span[0], error is JsonException ? "Its data is not valid JSON." : error.Message)];
        var half = sorted.Length / 2;
        return [.. FindRefused(sorted[..half], cancellationToken), .. FindRefused(sorted[half..], cancellationToken)];
    }

    private Exception? Try(StreamEvent[] sorted)
    {
        try
        {
            using var encoder = new EventEncoder(schema, maxTypedColumns);
            var encoded = encoder.Encode(sorted);
            foreach (var (_, from, to) in DaySlices.Split(sorted))
            {
                ParquetFile.Rehearse(encoded.Columns, from, to);
                StatisticsWriter.Write(encoded.Columns, from, to);
            }

            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return error;
        }
    }
}
