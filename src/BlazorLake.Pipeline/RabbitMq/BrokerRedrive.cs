using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using BlazorLake.Pipeline.Deliveries;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Sends the copy in the error queue, which is whole and exact; when it is no longer there, what the database kept.</summary>
internal sealed class BrokerRedrive(BrokerConnection connection, IUnreadableMessageStore store, TimeProvider time) : IUnreadableMessageRedrive
{
    public async Task<RedriveOutcome> SendAgainAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } kept)
            return new RedriveOutcome.NotFound();
        if (await connection.GetAsync(cancellationToken) is not { } session)
            return new RedriveOutcome.Refused(connection.Failure ?? "The broker can't be reached.");
        try
        {
            var found = await BrokerErrorQueue.TakeAsync(
                session.Connection,
                id,
                async copy =>
                {
                    await SendAsync(session, kept, BrokerProperties.Original(copy.BasicProperties), copy.Body, cancellationToken);
                    return true;
                },
                cancellationToken);
            if (!found && kept.Body.Length < kept.BodySizeBytes)
                return new RedriveOutcome.Refused($"Only the first {kept.Body.Length} of its {kept.BodySizeBytes} bytes were kept, and the whole message is no longer in the error queue.");
            if (!found)
                await SendAsync(session, kept, BrokerProperties.From(StoredHeaders.ToMessage(kept, time.GetUtcNow())), kept.Body, cancellationToken);
            return new RedriveOutcome.Sent();
        }
        catch (Exception e) when (e is PublishException or AlreadyClosedException or OperationInterruptedException or IOException or TimeoutException)
        {
            return new RedriveOutcome.Refused($"The broker did not take the message: {e.Message}");
        }
    }

    private async Task SendAsync(BrokerSession session, UnreadableMessage kept, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var exchange = BrokerTopology.AgainTo(kept.Headers.GetValueOrDefault(StoredHeaders.Queue)) ?? BrokerTopology.Events;
        await session.PublishAsync(exchange, kept.Stream, properties, body, cancellationToken);
        await store.MarkResentAsync(kept.Id, time.GetUtcNow(), cancellationToken);
    }
}
