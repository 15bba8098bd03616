using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Journal;

/// <summary>Compares the consumers' places, whichever process they run in, with the journal's end.</summary>
internal sealed class JournalBacklog(IEventJournal journal, TimeProvider time) : IEventBacklog
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    public async Task WaitUntilDoneAsync(CancellationToken cancellationToken)
    {
        var end = await journal.ReadEndAsync(cancellationToken);
        while (await journal.ReadPositionAsync("rules", cancellationToken) < end || await journal.ReadPositionAsync("lake", cancellationToken) < end)
            await Task.Delay(LookInterval, time, cancellationToken);
    }
}
