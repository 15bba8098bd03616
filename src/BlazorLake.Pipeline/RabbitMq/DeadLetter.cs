using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>Why the broker gave a message up, as it wrote it into the headers.</summary>
/// <remarks>Source: RabbitMQ "Dead Letter Exchanges", section "Effects on Messages".</remarks>
/// <param name="Queue">Where it was.</param>
/// <param name="Cause"><c>delivery_limit</c>, <c>rejected</c>, <c>expired</c> or <c>maxlen</c>.</param>
internal sealed record DeadLetter(string Queue, string Cause)
{
    public static DeadLetter Of(IReadOnlyBasicProperties properties) => new(Text(properties, "x-first-death-queue"), Text(properties, "x-first-death-reason"));

    /// <summary>A sentence for people.</summary>
    public string Reason(int deliveryLimit) => Cause == "delivery_limit"
        ? string.Create(CultureInfo.InvariantCulture,
            $"It was handed out from queue {Queue} more often than Broker:DeliveryLimit ({deliveryLimit}) allows and never finished: each time its worker died or lost the connection. Sending it again hands it to that queue alone.")
        : $"The broker took it out of queue {Queue} ({Cause}). Sending it again hands it to that queue alone.";

    private static string Text(IReadOnlyBasicProperties properties, string header) =>
        properties.Headers is { } headers && headers.TryGetValue(header, out var value) && value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : "unknown";
}
