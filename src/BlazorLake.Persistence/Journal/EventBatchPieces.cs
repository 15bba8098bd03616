using BlazorLake.Domain.Events;

namespace BlazorLake.Persistence.Journal;

/// <summary>Cuts a batch into pieces of bounded size before encoding.</summary>
internal static class EventBatchPieces
{
    public static IReadOnlyList<byte[]> Encode(EventBatch batch, long pieceBytes)
    {
        var bodies = new List<byte[]>(1);
        var start = 0;
        long size = 0;
        for (var i = 0; i < batch.Events.Count; i++)
        {
            size += batch.Events[i].Data.Length;
            if (size < pieceBytes && i + 1 < batch.Events.Count)
                continue;
            var whole = start == 0 && i + 1 == batch.Events.Count;
            bodies.Add(EventBatchCodec.Encode(whole ? batch : batch with { Events = batch.Events.Skip(start).Take(i + 1 - start).ToArray() }));
            start = i + 1;
            size = 0;
        }
        return bodies;
    }
}
