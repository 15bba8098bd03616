namespace BlazorLake.Pipeline.Deliveries;

/// <summary>What a handler takes its work from: the journal, or a broker's queue. Used by one handler at a time.</summary>
internal interface IDeliverySource
{
    /// <summary>Whether the transport holds back more until something is completed.</summary>
    bool IsFull { get; }

    /// <summary>How many can be taken right now.</summary>
    int ReadyCount { get; }

    /// <summary>Waits until there is something to take; false when <paramref name="timeout"/> passed first.</summary>
    ValueTask<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Takes one if there is one right now.</summary>
    Delivery? TryTake();

    /// <summary>Acknowledges: what they held is durable where it belongs. In any order.</summary>
    void Complete(IReadOnlyList<Delivery> deliveries);

    /// <summary>Hands back everything that was not completed, taken or not; it will be delivered again, here or elsewhere.</summary>
    void HandBack();
}
