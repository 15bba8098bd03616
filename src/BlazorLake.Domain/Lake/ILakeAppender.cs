using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Lake;

/// <summary>Appends events to lake tables, each accepted event exactly once.</summary>
/// <remarks>
/// The Delta log is the order for all workers: an append says which version it knew. If the table has moved on it is told <see cref="AppendOutcome.Behind"/>,
/// reads the keys that were added since, drops duplicates and tries again (ADR 0003). Data and commit files are flushed to disk before Committed.
/// </remarks>
public interface ILakeAppender
{
    /// <summary>One commit with all <paramref name="events"/> (of one stream, several days allowed), if the table's newest version is <paramref name="knownVersion"/> (-1: no table yet).</summary>
    /// <exception cref="IOException">The storage is away or full, or refuses (also <see cref="UnauthorizedAccessException"/>): nothing is wrong with the events, try again.</exception>
    Task<AppendOutcome> AppendAsync(StreamName stream, IReadOnlyList<StreamEvent> events, long knownVersion, CancellationToken cancellationToken);

    /// <summary>Keys of events added by commits after <paramref name="version"/> (-1: all), received at or after <paramref name="receivedFrom"/>.</summary>
    /// <remarks>
    /// Commit by commit where few are new. A long way is read from the newest snapshot instead, in several parts: all but the last repeat <paramref name="version"/>,
    /// the last carries the snapshot's version, so a reader that stops half-way starts again. Empty when nothing was committed.
    /// </remarks>
    IAsyncEnumerable<AddedKeys> ReadKeysAsync(StreamName stream, long version, DateTimeOffset receivedFrom, CancellationToken cancellationToken);

    /// <summary>Null when the lake can be written now, else why not, for <c>/health/ready</c>.</summary>
    ValueTask<string?> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>The keys of the events one commit added.</summary>
/// <param name="Version">The table is known up to this version once the keys are taken.</param>
/// <param name="At">No key was received later than this, as far as the log says.</param>
/// <param name="Keys">May be empty: a commit that added none.</param>
public sealed record AddedKeys(long Version, DateTimeOffset At, IReadOnlyList<EventKey> Keys);

/// <summary>What became of an append: closed, each case handled by the caller.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome()
    {
    }

    public sealed record Committed(long Version) : AppendOutcome;

    /// <summary>The table is at <paramref name="Version"/> by now; nothing of this append is visible.</summary>
    public sealed record Behind(long Version) : AppendOutcome;

    /// <summary>These <paramref name="Events"/> (1 or more) can't be written, whatever the state of the storage; nothing of this append is visible. The others can be appended without them.</summary>
    public sealed record Refused(IReadOnlyList<RefusedEvent> Events) : AppendOutcome;
}

/// <summary>An event that can't be written.</summary>
/// <param name="Reason">Why, for people.</param>
public sealed record RefusedEvent(StreamEvent Event, string Reason);
