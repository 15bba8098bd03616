namespace BlazorLake.Pipeline.Deliveries;

/// <summary>Where the transport keeps a copy of what could not be read, besides the database.</summary>
internal interface IErrorQueue
{
    /// <summary>Returns after the copy is durable.</summary>
    Task SendAsync(Delivery delivery, CancellationToken cancellationToken);
}

/// <summary>The embedded transport has none: the database holds what could not be read.</summary>
internal sealed class NoErrorQueue : IErrorQueue
{
    public Task SendAsync(Delivery delivery, CancellationToken cancellationToken) => Task.CompletedTask;
}
