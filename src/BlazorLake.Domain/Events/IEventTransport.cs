namespace BlazorLake.Domain.Events;

/// <summary>Takes accepted events durably: the embedded journal, or RabbitMQ with publisher confirms.</summary>
/// <remarks>Thread-safe. Memory is bounded by the transport's settings: it answers <see cref="PublishOutcome.Busy"/> instead of queueing without limit.</remarks>
public interface IEventTransport
{
    /// <summary>Returns <see cref="PublishOutcome.Durable"/> only after the batch would survive <c>kill -9</c> and power loss (fsync, or the broker's confirm).</summary>
    ValueTask<PublishOutcome> PublishAsync(EventBatch batch, CancellationToken cancellationToken);

    /// <summary>Null when the transport can take events now, else why not, for <c>/health/ready</c>.</summary>
    ValueTask<string?> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>What became of a publish: closed, each case handled by the caller.</summary>
public abstract record PublishOutcome
{
    private PublishOutcome()
    {
    }

    /// <summary>It is durable; 202 may be answered.</summary>
    public sealed record Durable : PublishOutcome
    {
        public static readonly Durable Instance = new();
    }

    /// <summary>Nothing was taken; try again later. <paramref name="Reason"/> names the limit and the setting that changes it.</summary>
    public sealed record Busy(TimeSpan RetryAfter, string Reason) : PublishOutcome;
}
