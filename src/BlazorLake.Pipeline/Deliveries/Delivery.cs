using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Deliveries;

/// <summary>One batch, or one message that could not be read, on loan from the transport until it is completed.</summary>
/// <param name="batch">Its events' data may be slices of memory that the transport takes back on completion.</param>
/// <param name="unreadable">Set when the message, or part of it, could not be read.</param>
internal abstract class Delivery(EventBatch? batch, UnreadableMessage? unreadable, long sizeBytes)
{
    public EventBatch? Batch => batch;

    public UnreadableMessage? Unreadable => unreadable;

    public long SizeBytes => sizeBytes;

    public int EventCount => batch?.Events.Count ?? 0;

    /// <summary>The transport lost its hold on it and will deliver it again: it must not be processed from here, only completed.</summary>
    public virtual bool IsLost => false;

    /// <summary>Its events, and the message if it could not be read, each for itself.</summary>
    public IEnumerable<DeliveryPart> Split()
    {
        if (batch is not null)
            foreach (var item in batch.Events)
                yield return new DeliveryPart(this, batch with { Events = [item] }, null);
        if (unreadable is not null)
            yield return new DeliveryPart(this, null, unreadable);
    }
}
