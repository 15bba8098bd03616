using MassTransit;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>The thin end of a receive endpoint: decodes the raw message, hands it to the handler's source and waits until it is durable; then MassTransit acknowledges.</summary>
/// <remarks>A filter before deserialization, because any client may publish anything: there is no envelope, and what can't be read is our own business, not MassTransit's error queue's.</remarks>
internal abstract class QueueConsumer(BrokerSource source, MessageIntake intake) : IFilter<ReceiveContext>
{
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (!context.TryGetPayload(out RabbitMqBasicConsumeContext? consumed))
            consumed = (RabbitMqBasicConsumeContext)context;
        var delivery = await intake.ReadAsync(consumed.RoutingKey ?? "", consumed.Properties, context.GetBody(), context.Redelivered, context.CancellationToken);
        source.Add(delivery);
        // Not given up when the channel closes: the handler may be reading this message's memory right now.
        await delivery.WaitAsync(CancellationToken.None);
        if (delivery.IsLost)
            throw new OperationCanceledException("The channel closed; the broker delivers the message again.");
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("blazorlake");
}

internal sealed class EvaluateRulesConsumer(BrokerSource source, MessageIntake intake) : QueueConsumer(source, intake);

internal sealed class AppendToLakeConsumer(BrokerSource source, MessageIntake intake) : QueueConsumer(source, intake);
