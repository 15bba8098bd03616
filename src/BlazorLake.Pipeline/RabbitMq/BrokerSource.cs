using System.Threading.Channels;
using BlazorLake.Pipeline.Deliveries;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Collects what the receive endpoint of one queue hands in, for its handler to take in groups. Bounded by the endpoint's prefetch.</summary>
internal sealed class BrokerSource : IDeliverySource
{
    private readonly Channel<BrokerDelivery> _ready = Channel.CreateUnbounded<BrokerDelivery>(new UnboundedChannelOptions { SingleReader = true });
    private readonly HashSet<BrokerDelivery> _taken = [];
    private volatile bool _handsBack;
    private int _readyCount;

    /// <summary>The endpoint's prefetch; set when it is configured.</summary>
    public int Prefetch { get; set; } = 1;

    // At half, so that the broker goes on sending while the first half is being committed.
    public bool IsFull => _taken.Count >= Math.Max(1, Prefetch / 2);

    public int ReadyCount => Volatile.Read(ref _readyCount);

    /// <summary>Called by the endpoint, for each message; <see cref="BrokerDelivery.WaitAsync"/> says when to acknowledge.</summary>
    public void Add(BrokerDelivery delivery)
    {
        Interlocked.Increment(ref _readyCount);
        if (_handsBack || !_ready.Writer.TryWrite(delivery))
            delivery.HandBack();
    }

    public async ValueTask<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_ready.Reader.TryPeek(out _))
            return true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await _ready.Reader.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public Delivery? TryTake()
    {
        if (!_ready.Reader.TryRead(out var delivery))
            return null;
        Interlocked.Decrement(ref _readyCount);
        _taken.Add(delivery);
        return delivery;
    }

    public void Complete(IReadOnlyList<Delivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            var message = (BrokerDelivery)delivery;
            _taken.Remove(message);
            message.Complete();
        }
    }

    public void HandBack()
    {
        _handsBack = true;
        while (_ready.Reader.TryRead(out var delivery))
            delivery.HandBack();
        foreach (var delivery in _taken)
            delivery.HandBack();
        _taken.Clear();
    }
}
