namespace BlazorLake.Domain.Events;

/// <summary>The reading side of the embedded transport: a durable, ordered log of batches that each consumer reads at its own pace.</summary>
/// <remarks>
/// Thread-safe. Offsets grow and are never given twice. What every consumer has passed is deleted. Several processes may write and read one journal
/// (an import beside the portal); who consumes is decided by a lease, not here.
/// </remarks>
public interface IEventJournal
{
    /// <summary>Entries after <paramref name="offset"/>, oldest first, until they reach <paramref name="maxBytes"/> together (at least one, if there is any).</summary>
    ValueTask<IReadOnlyList<JournalEntry>> ReadAsync(long offset, long maxBytes, CancellationToken cancellationToken);

    /// <summary>The last offset <paramref name="consumer"/> is done with; 0 at first.</summary>
    ValueTask<long> ReadPositionAsync(string consumer, CancellationToken cancellationToken);

    /// <summary>Says that <paramref name="consumer"/> is done with everything up to <paramref name="offset"/>. Written within 100 ms: after a crash some entries are read again.</summary>
    void Advance(string consumer, long offset);

    /// <summary>The last offset written, by any process; 0 when there never was one.</summary>
    ValueTask<long> ReadEndAsync(CancellationToken cancellationToken);

    /// <summary>Waits until something was written in this process since the last wait by this consumer, or <paramref name="timeout"/> has passed (other processes' writes show only by reading).</summary>
    ValueTask WaitAsync(string consumer, TimeSpan timeout, CancellationToken cancellationToken);
}

/// <summary>One batch in the journal.</summary>
/// <param name="Body">The batch in its binary form.</param>
public sealed record JournalEntry(long Offset, ReadOnlyMemory<byte> Body);
