using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Deliveries;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>One message of a queue, unacknowledged while its handler holds it.</summary>
internal sealed class BrokerDelivery(AmqpMessage message, EventBatch? batch, UnreadableMessage? unreadable, CancellationToken lost)
    : Delivery(batch, unreadable, message.Body.Length)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>As it came, for the error queue.</summary>
    public AmqpMessage Message => message;

    /// <summary>Set when the channel closed: the broker delivers it again, marked as redelivered.</summary>
    public override bool IsLost => lost.IsCancellationRequested;

    /// <summary>Completes when the message may be acknowledged; cancelled when it is handed back.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _done.Task.WaitAsync(cancellationToken);

    public void Complete() => _done.TrySetResult();

    public void HandBack() => _done.TrySetCanceled();
}
