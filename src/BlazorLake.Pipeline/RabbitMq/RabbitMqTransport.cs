using System.Globalization;
using BlazorLake.Domain.Events;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Publishes accepted events to the exchange, pieces of a batch as one message each; durable means confirmed by the broker, which for quorum queues means written by a majority.</summary>
/// <remarks>
/// When only part of a large batch was confirmed the answer is Busy, though its confirmed pieces are evaluated and stored. Sending it again repeats nothing where the publisher gave ids;
/// events whose ids were made here get new ones the second time, so those of the confirmed pieces count twice.
/// </remarks>
internal sealed class RabbitMqTransport(BrokerConnection connection, BrokerOptions options, TimeProvider time) : IEventTransport
{
    /// <summary>Small enough that a full prefetch of such messages fits in memory, large enough that the cost of a message is spread over many events.</summary>
    private const long PieceBytes = 64 << 10;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private long _bytesInFlight;

    public async ValueTask<PublishOutcome> PublishAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (await connection.GetAsync(cancellationToken) is not { } session || session.Blocked is not null)
            return new PublishOutcome.Busy(RetryAfter, connection.Failure ?? "The connection to the broker was lost a moment ago.");
        var size = batch.Events.Sum(e => (long)e.Data.Length);
        var inFlight = Interlocked.Add(ref _bytesInFlight, size);
        try
        {
            return inFlight > options.MaxBytesInFlight && inFlight != size
                ? new PublishOutcome.Busy(RetryAfter, string.Create(CultureInfo.InvariantCulture,
                    $"{inFlight >> 20} MiB of events wait for the broker's confirm; at most {options.MaxBytesInFlight >> 20} MiB may (setting Broker:MaxBytesInFlight)."))
                : await SendAsync(session, batch, cancellationToken);
        }
        finally
        {
            Interlocked.Add(ref _bytesInFlight, -size);
        }
    }

    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(connection.Failure);

    private async Task<PublishOutcome> SendAsync(BrokerSession session, EventBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            var confirms = new List<Task>(1);
            foreach (var piece in EventBatchPieces.Cut(batch, PieceBytes))
                confirms.Add(session.PublishAsync(BrokerTopology.Events, batch.Stream.Value, Properties(), EventBatchCodec.Encode(piece), cancellationToken));
            await Task.WhenAll(confirms);
            return PublishOutcome.Durable.Instance;
        }
        catch (TimeoutException e)
        {
            return new PublishOutcome.Busy(RetryAfter, e.Message);
        }
        catch (Exception e) when (e is PublishException or AlreadyClosedException or OperationInterruptedException or IOException or ObjectDisposedException)
        {
            return new PublishOutcome.Busy(RetryAfter, $"The broker did not take the events: {e.Message}");
        }
    }

    private BasicProperties Properties() => new()
    {
        ContentType = EventBatchCodec.ContentType,
        DeliveryMode = DeliveryModes.Persistent,
        Timestamp = new AmqpTimestamp(time.GetUtcNow().ToUnixTimeSeconds()),
    };
}
