using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Evaluation;

/// <summary>Where the outcome of evaluating a group of events is written, in one transaction, and in one order for all workers.</summary>
/// <remarks>
/// The store keeps a log of evaluated groups: position 1, 2, 3 … each with the keys of its events. A worker commits <em>at</em> the position after the
/// last it has read; if another worker was faster it is told <see cref="EvaluationOutcome.Behind"/>, reads what it missed, drops the events that
/// turned out to be duplicates, and tries again. So two workers can never both evaluate one event, whatever is redelivered.
/// </remarks>
public interface IEvaluationStore
{
    /// <summary>Writes keys, occurrences and their alerts, stream counts and unreadable messages together, or nothing.</summary>
    Task<EvaluationOutcome> CommitAsync(EvaluationCommit commit, CancellationToken cancellationToken);

    /// <summary>The log after <paramref name="position"/>, oldest first, no older than 7 days.</summary>
    IAsyncEnumerable<EvaluatedKeys> ReadKeysAsync(long position, CancellationToken cancellationToken);

    /// <summary>Forgets keys received before <paramref name="before"/>.</summary>
    Task ForgetKeysAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>What evaluating one group of events leads to: written together or not at all.</summary>
/// <param name="Position">The position this commit takes: the last one read plus 1.</param>
public sealed record EvaluationCommit(
    long Position,
    DateTimeOffset At,
    IReadOnlyList<EventKey> Keys,
    IReadOnlyList<Occurrence> Occurrences,
    IReadOnlyList<StreamCounts> Counts,
    IReadOnlyList<UnreadableMessage> Unreadable);

/// <summary>How much a stream grew by one commit.</summary>
public sealed record StreamCounts(StreamName Stream, long Accepted, long Duplicates, DateTimeOffset LastReceivedAt, DateTimeOffset LastEventAt);

/// <summary>The keys of one evaluated group, as its commit recorded them.</summary>
public sealed record EvaluatedKeys(long Position, DateTimeOffset At, IReadOnlyList<EventKey> Keys);

/// <summary>What became of an evaluation commit: closed, each case handled by the caller.</summary>
public abstract record EvaluationOutcome
{
    private EvaluationOutcome()
    {
    }

    /// <summary>It is durable. <paramref name="Alerts"/> are those made or changed, as they are now.</summary>
    public sealed record Committed(IReadOnlyList<Alert> Alerts) : EvaluationOutcome;

    /// <summary>The position was taken; read the log from the position before and try again.</summary>
    public sealed record Behind : EvaluationOutcome;

    /// <summary>Something in it can't be stored, however often it is tried; nothing was written. <paramref name="Reason"/> is a sentence, for people.</summary>
    public sealed record Refused(string Reason) : EvaluationOutcome;
}
