using BlazorLake.Domain.Events;
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

    /// <summary>The last failure in a row may come from the events themselves.</summary>
    public bool MayHoldPoison { get; private set; }

    /// <summary>Keys of the events that can't be written and are kept elsewhere.</summary>
    public HashSet<EventKey> SetAside { get; } = [];

    /// <summary>After a failure: not to be tried before this time stamp.</summary>
    public long NotBeforeStamp { get; private set; }

    public void Add(Delivery delivery, long nowStamp)
    {
        if (_deliveries.Count == 0)
            SinceStamp = nowStamp;
        _deliveries.Add(delivery);
        SizeBytes += delivery.SizeBytes;
    }

    public void Failed(long notBeforeStamp, bool mayHoldPoison)
    {
        Failures++;
        NotBeforeStamp = notBeforeStamp;
        MayHoldPoison = mayHoldPoison;
    }

    /// <summary>Takes out what is done; what came after it stays.</summary>
    public void Remove(IReadOnlyCollection<Delivery> done)
    {
        var gone = done.ToHashSet();
        _deliveries.RemoveAll(gone.Contains);
        SizeBytes -= done.Sum(d => d.SizeBytes);
        if (_deliveries.Count > 0)
            return;
        SetAside.Clear();
        (SizeBytes, Failures, NotBeforeStamp) = (0, 0, 0);
    }
}
