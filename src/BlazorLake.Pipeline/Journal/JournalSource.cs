using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Deliveries;

namespace BlazorLake.Pipeline.Journal;

/// <summary>One consumer's reading of the journal: a page ahead, in order; the place moves over what is completed without a gap.</summary>
internal sealed class JournalSource(IEventJournal journal, string consumer, TimeProvider time) : IDeliverySource
{
    private const long PageBytes = 8 << 20;

    // Other processes (an import) write without a signal here.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly Queue<JournalDelivery> _ready = new();
    private readonly Queue<JournalDelivery> _outstanding = new();
    private long? _read;

    public bool IsFull => false;

    public int ReadyCount => _ready.Count;

    public async ValueTask<bool> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (_ready.Count == 0)
        {
            _read ??= await journal.ReadPositionAsync(consumer, cancellationToken);
            foreach (var entry in await journal.ReadAsync(_read.Value, PageBytes, cancellationToken))
            {
                _ready.Enqueue(Read(entry));
                _read = entry.Offset;
            }
            var left = timeout - time.GetElapsedTime(start);
            if (_ready.Count > 0)
                break;
            if (left <= TimeSpan.Zero)
                return false;
            await journal.WaitAsync(consumer, left < PollInterval ? left : PollInterval, cancellationToken);
        }
        return true;
    }

    public Delivery? TryTake()
    {
        if (!_ready.TryDequeue(out var delivery))
            return null;
        _outstanding.Enqueue(delivery);
        return delivery;
    }

    public void Complete(IReadOnlyList<Delivery> deliveries)
    {
        foreach (var delivery in deliveries)
            ((JournalDelivery)delivery).IsCompleted = true;
        long? passed = null;
        while (_outstanding.TryPeek(out var first) && first.IsCompleted)
            passed = _outstanding.Dequeue().Offset;
        if (passed is { } offset)
            journal.Advance(consumer, offset);
    }

    public void HandBack()
    {
        _ready.Clear();
        _outstanding.Clear();
        _read = null;
    }

    private JournalDelivery Read(JournalEntry entry)
    {
        if (EventBatchCodec.TryDecode(entry.Body, out var batch, out var defect))
            return new JournalDelivery(entry.Offset, batch, null, entry.Body.Length);
        var now = time.GetUtcNow();
        var unreadable = new UnreadableMessage(Guid.CreateVersion7(now), "", now, $"Entry {entry.Offset} of the journal: {defect}", EventBatchCodec.ContentType,
            new Dictionary<string, string>(), entry.Body, entry.Body.Length);
        return new JournalDelivery(entry.Offset, null, unreadable, entry.Body.Length);
    }
}
