using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Deliveries;

namespace BlazorLake.Pipeline.Journal;

internal sealed class JournalDelivery(long offset, EventBatch? batch, UnreadableMessage? unreadable, long sizeBytes) : Delivery(batch, unreadable, sizeBytes)
{
    public long Offset => offset;

    public bool IsCompleted { get; set; }
}
