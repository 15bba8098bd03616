using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>Counts one stream's events of one group.</summary>
internal sealed class StreamTally(StreamName stream)
{
    private long _accepted;
    private long _duplicates;
    private DateTimeOffset _lastReceivedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _lastEventAt = DateTimeOffset.MinValue;

    public void Add(StreamEvent item)
    {
        _accepted++;
        Seen(item);
        if (item.Time > _lastEventAt)
            _lastEventAt = item.Time;
    }

    public void AddDuplicate(StreamEvent item)
    {
        _duplicates++;
        Seen(item);
    }

    public StreamCounts ToCounts() => new(stream, _accepted, _duplicates, _lastReceivedAt, _lastEventAt);

    private void Seen(StreamEvent item)
    {
        if (item.ReceivedAt > _lastReceivedAt)
            _lastReceivedAt = item.ReceivedAt;
    }
}
