namespace BlazorLake.Domain.Events;

/// <summary>Cuts a batch into smaller ones, so that what a reader must hold at once is bounded.</summary>
public static class EventBatchPieces
{
    /// <summary>The same events in the same order, in batches whose data reaches <paramref name="pieceBytes"/> at most by its last event; the batch itself when it is small enough.</summary>
    public static IEnumerable<EventBatch> Cut(EventBatch batch, long pieceBytes)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var start = 0;
        long size = 0;
        for (var i = 0; i < batch.Events.Count; i++)
        {
            size += batch.Events[i].Data.Length;
            var isLast = i + 1 == batch.Events.Count;
            if (size < pieceBytes && !isLast)
                continue;
            yield return start == 0 && isLast ? batch : batch with { Events = Slice(batch.Events, start, i + 1 - start) };
            start = i + 1;
            size = 0;
        }
    }

    private static StreamEvent[] Slice(IReadOnlyList<StreamEvent> events, int start, int count)
    {
        var slice = new StreamEvent[count];
        for (var i = 0; i < count; i++)
            slice[i] = events[start + i];
        return slice;
    }
}
