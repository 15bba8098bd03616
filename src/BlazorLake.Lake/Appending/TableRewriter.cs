using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Lake.Log;
using BlazorLake.Lake.Query;
using BlazorLake.Lake.Schema;
using BlazorLake.Lake.Writing;

namespace BlazorLake.Lake.Appending;

/// <summary>Writes a small table's rows anew under a schema in which a column got wider.</summary>
/// <remarks>
/// Delta can't change a column's type in place at reader version 1. While a table is small, writing it anew is cheaper than living with two columns for one field
/// (a price that was 10 in the first event and 9.99 in the second).
/// </remarks>
internal sealed class TableRewriter(EventRows rows, LakeOptions options)
{
    public bool MayRewrite(Snapshot snapshot) =>
        TableRules.MayRewrite(snapshot) && snapshot.Files.Values.Sum(file => file.SizeBytes) <= options.WidenRewriteBytes && snapshot.Files.Values.All(file => DeltaPath.IsInside(file.Path));

    /// <summary>The files that replace all files of the snapshot.</summary>
    public async Task<IReadOnlyList<DeltaAction.Add>> RewriteAsync(StreamName stream, Snapshot snapshot, TableSchema schema, TableWriter writer, CancellationToken cancellationToken)
    {
        var events = DaySlices.Sort(await rows.ReadAllAsync(stream, [.. snapshot.Files.Values], cancellationToken));
        if (events.Length == 0)
            return [];
        using var encoder = new EventEncoder(schema, options.MaxTypedColumns);
        var encoded = encoder.Encode(events);
        return await writer.WriteAsync(stream, events, encoded.Columns, dataChange: false, cancellationToken);
    }
}
