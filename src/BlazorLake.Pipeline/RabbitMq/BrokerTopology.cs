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

    private const int MostErrors = 100_000;
    private const long MostErrorBytes = 1L << 30;

    /// <summary>The arguments of both work queues, as the receive endpoints must repeat them.</summary>
    public static Dictionary<string, object?> WorkQueueArguments(BrokerOptions options) => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = options.DeliveryLimit,
        ["x-dead-letter-exchange"] = Errors,
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

        await channel.ExchangeDeclareAsync(Events, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellationToken);
        foreach (var queue in (string[])[RulesQueue, LakeQueue])
        {
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, WorkQueueArguments(options), cancellationToken: cancellationToken);
            await channel.QueueBindAsync(queue, Events, "#", cancellationToken: cancellationToken);
        }
        await channel.ExchangeDeclareAsync(Live, ExchangeType.Fanout, durable: true, autoDelete: false, cancellationToken: cancellationToken);
    }
}
