using System.Diagnostics;
using RabbitMQ.Client;

namespace BlazorLake.Benchmarks.Loads;

/// <summary>The bare client with publisher confirms: single-event messages of about 500 bytes.</summary>
internal static class BrokerLoad
{
    private const int InFlight = 1_000;

    /// <param name="rate">At most so many a second, evenly; null: as many as the broker confirms.</param>
    public static async Task<long> PublishAsync(Uri broker, Func<long, bool> goesOn, int? rate, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, new ThrottlingRateLimiter(InFlight * 2)),
            cancellationToken);
        var bodies = Enumerable.Range(0, 1_000).Select(Payload.Event).ToArray();
        var published = 0L;
        var open = new Queue<Task>(InFlight);
        var run = Guid.CreateVersion7().ToString("N");
        var watch = Stopwatch.StartNew();
        while (goesOn(published))
        {
            if (rate is { } limit && published / (double)limit - watch.Elapsed.TotalSeconds is > 0.005 and var ahead)
                await Task.Delay(TimeSpan.FromSeconds(ahead), cancellationToken);
            if (open.Count >= InFlight)
                await open.Dequeue();
            // A message id, as ADR 0004 asks publishers for.
            var properties = new BasicProperties { ContentType = "application/json", MessageId = $"{run}-{published}", DeliveryMode = DeliveryModes.Persistent };
            open.Enqueue(channel.BasicPublishAsync("blazorlake.events", Payload.Stream, mandatory: true, properties, bodies[published % bodies.Length], cancellationToken).AsTask());
            published++;
        }

        while (open.TryDequeue(out var confirm))
            await confirm;
        return published;
    }
}
