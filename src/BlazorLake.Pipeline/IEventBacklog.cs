namespace BlazorLake.Pipeline;

/// <summary>Whether accepted events still wait to be evaluated and stored.</summary>
public interface IEventBacklog
{
    /// <summary>Waits until everything that is in the transport now was evaluated and stored (RabbitMQ: was taken by a worker).</summary>
    Task WaitUntilDoneAsync(CancellationToken cancellationToken);
}
