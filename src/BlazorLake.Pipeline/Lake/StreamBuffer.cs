using BlazorLake.Pipeline.Deliveries;

namespace BlazorLake.Pipeline.Lake;

/// <summary>One stream's deliveries on their way into one commit.</summary>
internal sealed class StreamBuffer
{
    private readonly List<Delivery> _deliveries = [];

    public IReadOnlyList<Delivery> Deliveries => _deliveries;

    public long SizeBytes { get; private set; }

    /// <summary>When the oldest was taken (time stamp); meaningless when empty.</summary>
    public long SinceStamp { get; private set; }

    public int Failures { get; private set; }

    /// <summary>After a failure: not to be tried before this time stamp.</summary>
    public long NotBeforeStamp { get; private set; }

    public void Add(Delivery delivery, long nowStamp)
    {
        if (_deliveries.Count == 0)
            SinceStamp = nowStamp;
        _deliveries.Add(delivery);
        SizeBytes += delivery.SizeBytes;
    }

    public void Failed(long notBeforeStamp)
    {
        Failures++;
        NotBeforeStamp = notBeforeStamp;
    }

    public void Clear()
    {
        _deliveries.Clear();
        (SizeBytes, Failures, NotBeforeStamp) = (0, 0, 0);
    }
}
