using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Events;

/// <summary>The event somebody chose to make a rule from, on its way from one page of a circuit to the next: it may be too new to be in the lake.</summary>
internal sealed class PickedEvent
{
    private StreamEvent? _event;

    public void Put(StreamEvent item) => _event = item;

    /// <summary>Once; null when there is none, or it is of another stream.</summary>
    public StreamEvent? Take(StreamName stream)
    {
        var item = _event;
        _event = null;
        return item?.Stream == stream ? item : null;
    }
}
