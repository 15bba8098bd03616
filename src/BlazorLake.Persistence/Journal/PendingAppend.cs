using BlazorLake.Domain.Events;

namespace BlazorLake.Persistence.Journal;

/// <summary>Bodies that must become durable together, and who waits for it.</summary>
internal sealed class PendingAppend(IReadOnlyList<byte[]> bodies)
{
    private readonly TaskCompletionSource<PublishOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<byte[]> Bodies => bodies;

    public long SizeBytes { get; } = bodies.Sum(b => (long)b.Length);

    public Task<PublishOutcome> Done => _done.Task;

    public void Complete(PublishOutcome outcome) => _done.TrySetResult(outcome);

    public void Fail(Exception error) => _done.TrySetException(error);
}
