using RabbitMQ.Client;

namespace BlazorLake.Benchmarks.Loads;

/// <summary>The bare client with publisher confirms: single-event messages of about 500 bytes.</summary>
internal static class BrokerLoad
{
    private const int InFlight = 1_000;

    public static async Task<long> PublishAsync(Uri broker, Func<long, bool> goesOn, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, new ThrottlingRateLimiter(InFlight * 2)),
            cancellationToken);
        var bodies = Enumerable.Range(0, 1_000).Select(Payload.Event).ToArray();
        var published = 0L;
        var open = new Queue<Task>(InFlight);
        while (goesOn(published))
        {
            if (open.Count >= InFlight)
                await open.Dequeue();
            // A message id, as ADR 0004 asks publishers for.
            var properties = new BasicProperties { ContentType = "application/json", MessageId = $"m{published}", DeliveryMode = DeliveryModes.Persistent };
            open.Enqueue(channel.BasicPublishAsync("blazorlake.events", Payload.Stream, mandatory: true, properties, bodies[published % bodies.Length], cancellationToken).AsTask());
            published++;
        }

        while (open.TryDequeue(out var confirm))
            await confirm;
        return published;
    }
}
