using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Live;

/// <summary>Takes the events of streams that somebody watches. Never throws, never waits.</summary>
internal interface IEventWatchers
{
    /// <param name="events">Of any streams; their data is copied if kept.</param>
    void Offer(IReadOnlyList<StreamEvent> events);
}
