using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Deliveries;

/// <summary>One event of a delivery, or its message that could not be read: processed by itself; completed with the whole.</summary>
internal sealed class DeliveryPart(Delivery whole, EventBatch? batch, UnreadableMessage? unreadable)
    : Delivery(batch, unreadable, batch?.Events[0].Data.Length ?? unreadable!.Body.Length)
{
    public Delivery Whole => whole;

    public override bool IsLost => whole.IsLost;
}
