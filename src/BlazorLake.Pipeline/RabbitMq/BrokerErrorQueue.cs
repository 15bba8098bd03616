using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Deliveries;
using RabbitMQ.Client;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Keeps what could not be read in the broker too, whole and as it came, with the reason and the id under which the portal shows it.</summary>
internal sealed class BrokerErrorQueue(BrokerConnection connection) : IErrorQueue
{
    public const string ReasonHeader = "x-reason";
    public const string IdHeader = "x-blazorlake-id";

    /// <summary>Where it was published to; kept apart because dead-lettering by the broker changes the routing key's meaning.</summary>
    public const string StreamHeader = "x-blazorlake-routing-key";

    public async Task SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (delivery is not BrokerDelivery { Unreadable: { } unreadable } broken)
            return;
        await SendAsync(unreadable, broken.Message.RoutingKey, BrokerProperties.From(broken.Message), broken.Message.Body, cancellationToken);
    }

    /// <summary>Returns after the copy is durable; <paramref name="properties"/> are changed.</summary>
    public async Task SendAsync(UnreadableMessage kept, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var session = await connection.GetAsync(cancellationToken) ?? throw new IOException(connection.Failure);
        properties.DeliveryMode = DeliveryModes.Persistent;
        properties.Headers ??= new Dictionary<string, object?>();
        properties.Headers[ReasonHeader] = kept.Reason;
        properties.Headers[IdHeader] = kept.Id.ToString();
        properties.Headers[StreamHeader] = routingKey;
        await session.PublishAsync(BrokerTopology.Errors, routingKey, properties, body, cancellationToken);
    }

    /// <summary>Looks through the queue for the copy with <paramref name="id"/> and lets <paramref name="use"/> have it; the copy is removed when that returns true. False: there is none.</summary>
    /// <remarks>Messages looked at come back to their places when the channel closes; the queue is bounded, and so is this.</remarks>
    public static async Task<bool> TakeAsync(IConnection connection, Guid id, Func<BasicGetResult, Task<bool>> use, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var wanted = id.ToString();
        while (await channel.BasicGetAsync(BrokerTopology.Errors, autoAck: false, cancellationToken) is { } message)
        {
            if (message.BasicProperties.Headers is not { } headers || !headers.TryGetValue(IdHeader, out var value)
                || value is not byte[] bytes || !System.Text.Encoding.UTF8.GetString(bytes).Equals(wanted, StringComparison.Ordinal))
                continue;
            if (await use(message))
                await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellationToken);
            return true;
        }
        return false;
    }
}
