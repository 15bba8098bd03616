using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Tests.Streams;

/// <summary>Takes batches into memory, in the form they travel in.</summary>
internal sealed class FakeEventTransport : IEventTransport
{
    private readonly Lock _lock = new();
    private readonly List<byte[]> _batches = [];

    /// <summary>What it answers; null: durable.</summary>
    public PublishOutcome.Busy? Busy { get; set; }

    public IReadOnlyList<EventBatch> Batches
    {
        get
        {
            lock (_lock)
                return [.. _batches.Select(b => EventBatchCodec.Decode(b))];
        }
    }

    public IReadOnlyList<StreamEvent> Events => [.. Batches.SelectMany(b => b.Events)];

    public ValueTask<PublishOutcome> PublishAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        if (Busy is not null)
            return ValueTask.FromResult<PublishOutcome>(Busy);
        lock (_lock)
            _batches.Add(EventBatchCodec.Encode(batch));
        return ValueTask.FromResult<PublishOutcome>(PublishOutcome.Durable.Instance);
    }

    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);
}
