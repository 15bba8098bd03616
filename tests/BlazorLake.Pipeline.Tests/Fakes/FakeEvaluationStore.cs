using System.Runtime.CompilerServices;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Tests.Fakes;

/// <summary>The evaluation log in memory, with the rules of the real one: the next position only, else behind. Shared by the workers of a test.</summary>
internal sealed class FakeEvaluationStore : IEvaluationStore
{
    private readonly Lock _gate = new();
    private readonly List<EvaluationCommit> _commits = [];

    /// <summary>Awaited before each commit; lets a test hold or break it.</summary>
    public Func<EvaluationCommit, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Why the database can't store it; null when it can.</summary>
    public Func<EvaluationCommit, string?> Refuses { get; set; } = _ => null;

    public IReadOnlyList<EvaluationCommit> Commits
    {
        get
        {
            lock (_gate)
                return [.. _commits];
        }
    }

    public IReadOnlyList<EventKey> Keys => [.. Commits.SelectMany(c => c.Keys)];

    public IReadOnlyList<UnreadableMessage> Unreadable => [.. Commits.SelectMany(c => c.Unreadable)];

    public long Duplicates => Commits.Sum(c => c.Counts.Sum(s => s.Duplicates));

    public async Task<EvaluationOutcome> CommitAsync(EvaluationCommit commit, CancellationToken cancellationToken)
    {
        await BeforeCommit(commit).WaitAsync(cancellationToken);
        lock (_gate)
        {
            if (commit.Position != _commits.Count + 1)
                return new EvaluationOutcome.Behind();
            if (Refuses(commit) is { } reason)
                return new EvaluationOutcome.Refused(reason);
            _commits.Add(commit);
            return new EvaluationOutcome.Committed([]);
        }
    }

    public async IAsyncEnumerable<EvaluatedKeys> ReadKeysAsync(long position, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var commit in Commits.Skip((int)position))
        {
            await Task.Yield();
            yield return new EvaluatedKeys(commit.Position, commit.At, commit.Keys);
        }
    }

    public Task ForgetKeysAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.CompletedTask;
}
