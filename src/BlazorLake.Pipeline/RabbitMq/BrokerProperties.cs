using BlazorLake.Domain.Events;
using RabbitMQ.Client;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Makes AMQP properties from a message as it came.</summary>
internal static class BrokerProperties
{
    /// <summary>Headers that describe a delivery, not the message; the broker refuses or misreads some of them when they are sent again.</summary>
    private static readonly HashSet<string> OfDelivery = new(StringComparer.Ordinal)
    {
        "x-death", "x-first-death-exchange", "x-first-death-queue", "x-first-death-reason", "x-delivery-count", "x-dotnet-pub-seq-no", "CC", "BCC",
        BrokerErrorQueue.ReasonHeader, BrokerErrorQueue.IdHeader, BrokerErrorQueue.StreamHeader,
    };

    public static BasicProperties From(AmqpMessage message)
    {
        var properties = new BasicProperties { DeliveryMode = DeliveryModes.Persistent };
        if (message.ContentType is { } contentType)
            properties.ContentType = contentType;
        if (message.ContentEncoding is { } encoding)
            properties.ContentEncoding = encoding;
        if (message.MessageId is { } id)
            properties.MessageId = id;
        if (message.Timestamp is { } at)
            properties.Timestamp = new AmqpTimestamp(at.ToUnixTimeSeconds());
        foreach (var (name, value) in message.Headers)
            if (!OfDelivery.Contains(name))
                (properties.Headers ??= new Dictionary<string, object?>())[name] = value is DateTimeOffset time ? new AmqpTimestamp(time.ToUnixTimeSeconds()) : value;
        return properties;
    }

    /// <summary>The copy in the error queue as it first came.</summary>
    public static BasicProperties Original(IReadOnlyBasicProperties copy)
    {
        var properties = new BasicProperties(copy);
        foreach (var name in OfDelivery)
            properties.Headers?.Remove(name);
        return properties;
    }
}
