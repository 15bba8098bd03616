using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Live;

/// <summary>With a broker, watchers see events through a queue of their own, on whichever node they are.</summary>
internal sealed class NoEventWatchers : IEventWatchers
{
    public void Offer(IReadOnlyList<StreamEvent> events)
    {
    }
}
