using BlazorLake.Domain.Events;

namespace BlazorLake.Persistence.Journal;

/// <summary>Bodies that must become durable together, and who waits for it.</summary>
internal sealed class PendingAppend(IReadOnlyList<byte[]> bodies)
{
    private readonly TaskCompletionSource<PublishOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<byte[]> Bodies => bodies;

    public long SizeBytes { get; } = bodies.Sum(b => (long)b.Length);

    /// <summary>Called once it was decided what becomes of it.</summary>
    public Action? Left { get; init; }

    /// <summary>Whoever waits no longer leaves it where it is: it is written all the same.</summary>
    public Task<PublishOutcome> WaitAsync(CancellationToken cancellationToken) => _done.Task.WaitAsync(cancellationToken);

    public void Complete(PublishOutcome outcome)
    {
        if (_done.TrySetResult(outcome))
            Left?.Invoke();
    }

    public void Fail(Exception error)
    {
        if (_done.TrySetException(error))
            Left?.Invoke();
    }
}
