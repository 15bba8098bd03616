using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using BlazorLake.Pipeline.Deliveries;

namespace BlazorLake.Pipeline.Journal;

/// <summary>Decodes a kept message again and, if it can be read by now, publishes its events.</summary>
internal sealed class JournalRedrive(IEventTransport transport, IUnreadableMessageStore store, StreamTimeFields timeFields, TimeProvider time) : IUnreadableMessageRedrive
{
    public async Task<RedriveOutcome> SendAgainAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } kept)
            return new RedriveOutcome.NotFound();
        if (kept.Body.Length < kept.BodySizeBytes)
            return new RedriveOutcome.Refused($"Only the first {kept.Body.Length} of its {kept.BodySizeBytes} bytes were kept.");
        var timeField = await timeFields.ReadAsync(kept.Stream, cancellationToken);
        var decoded = AmqpEventDecoder.Decode(StoredHeaders.ToMessage(kept, time.GetUtcNow()), _ => timeField);
        if (decoded.Batch is null)
            return new RedriveOutcome.Refused($"It still can't be read: {decoded.Reason}");
        if (await transport.PublishAsync(decoded.Batch, cancellationToken) is PublishOutcome.Busy busy)
            return new RedriveOutcome.Refused(busy.Reason);
        await store.MarkResentAsync(id, time.GetUtcNow(), cancellationToken);
        return new RedriveOutcome.Sent();
    }
}
