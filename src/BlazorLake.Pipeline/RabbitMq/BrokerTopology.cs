using RabbitMQ.Client;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>The exchanges and queues; declared by whoever comes first, always with the same arguments.</summary>
internal static class BrokerTopology
{
    public const string Events = "blazorlake.events";
    public const string RulesQueue = "blazorlake.rules";
    public const string LakeQueue = "blazorlake.lake";
    public const string Errors = "blazorlake.errors";
    public const string Live = "blazorlake.live";

    /// <summary>Where the broker puts what it has delivered too often; emptied by <see cref="DeadLetters"/>.</summary>
    public const string Dead = "blazorlake.dead";

    /// <summary>Exchanges that lead to one work queue alone, for what is sent again to it.</summary>
    public const string RulesAgain = "blazorlake.rules.again";
    public const string LakeAgain = "blazorlake.lake.again";

    private const int MostDeadDeliveries = 1_000_000;
    private const int MostErrors = 100_000;
    private const long MostErrorBytes = 1L << 30;

    /// <summary>The arguments of both work queues, as the receive endpoints must repeat them.</summary>
    public static Dictionary<string, object?> WorkQueueArguments(BrokerOptions options) => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = options.DeliveryLimit,
        // Not with the strategy "at-least-once": RabbitMQ 3.10 then loses the whole queue, until it is restarted, when it recovers faster than its own dead-letter supervisor starts (ADR 0007).
        ["x-dead-letter-exchange"] = Dead,
    };

    /// <summary>Where to publish what came from <paramref name="queue"/> for that queue alone; null when it is none of the work queues.</summary>
    public static string? AgainTo(string? queue) => queue switch
    {
        RulesQueue => RulesAgain,
        LakeQueue => LakeAgain,
        _ => null,
    };

    public static async Task DeclareAsync(IChannel channel, BrokerOptions options, CancellationToken cancellationToken)
    {
        await channel.ExchangeDeclareAsync(Errors, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(Errors, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            ["x-max-length"] = MostErrors,
            ["x-max-length-bytes"] = MostErrorBytes,
        }, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(Errors, Errors, "", cancellationToken: cancellationToken);

        await channel.ExchangeDeclareAsync(Dead, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(Dead, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            // Newer brokers have a low default, and drop what is beyond it.
            ["x-delivery-limit"] = MostDeadDeliveries,
        }, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(Dead, Dead, "", cancellationToken: cancellationToken);

        await channel.ExchangeDeclareAsync(Events, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellationToken);
        foreach (var queue in (string[])[RulesQueue, LakeQueue])
        {
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, WorkQueueArguments(options), cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue, Events, "#", cancellationToken: cancellationToken);
            await channel.ExchangeDeclareAsync(AgainTo(queue)!, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue, AgainTo(queue)!, "", cancellationToken: cancellationToken);
        }
        await channel.ExchangeDeclareAsync(Live, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
    }
}
