using System.Runtime.CompilerServices;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;

namespace BlazorLake.Pipeline.Tests.Fakes;

/// <summary>Tables in memory, with the rules of the real lake: a commit at the known version only, else behind. Shared by the workers of a test.</summary>
internal sealed class FakeLakeAppender : ILakeAppender
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StreamName, List<IReadOnlyList<Row>>> _tables = [];

    public Func<StreamName, Task> BeforeAppend { get; set; } = _ => Task.CompletedTask;

    /// <summary>Asked about all events of an append; may throw.</summary>
    public Action<IReadOnlyList<StreamEvent>> Check { get; set; } = _ => { };

    /// <summary>Events that can't be written, as the real lake says it.</summary>
    public Func<StreamEvent, bool> Refuses { get; set; } = _ => false;

    /// <summary>Null when it can be written.</summary>
    public string? Trouble { get; set; }

    public IReadOnlyList<Row> Rows
    {
        get
        {
            lock (_gate)
                return [.. _tables.Values.SelectMany(t => t).SelectMany(c => c)];
        }
    }

    public int CommitCount
    {
        get
        {
            lock (_gate)
                return _tables.Values.Sum(t => t.Count);
        }
    }

    public async Task<AppendOutcome> AppendAsync(StreamName stream, IReadOnlyList<StreamEvent> events, long knownVersion, CancellationToken cancellationToken)
    {
        await BeforeAppend(stream).WaitAsync(cancellationToken);
        lock (_gate)
        {
            if (!_tables.TryGetValue(stream, out var commits))
                commits = [];
            if (knownVersion != commits.Count - 1)
                return new AppendOutcome.Behind(commits.Count - 1);
            if (events.Where(Refuses).Select(e => new RefusedEvent(e, "It is odd.")).ToList() is { Count: > 0 } refused)
                return new AppendOutcome.Refused(refused);
            Check(events);
            commits.Add([.. events.Select(e => new Row(e.Key, e.Id, e.Source, e.Type, e.Subject, e.Time, e.Data.ToArray()))]);
            _tables[stream] = commits;
            return new AppendOutcome.Committed(commits.Count - 1);
        }
    }

    public async IAsyncEnumerable<AddedKeys> ReadKeysAsync(StreamName stream, long version, DateTimeOffset receivedFrom, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<Row>[] commits;
        lock (_gate)
            commits = _tables.TryGetValue(stream, out var table) ? [.. table] : [];
        for (var i = (int)Math.Max(0, version + 1); i < commits.Length; i++)
        {
            await Task.Yield();
            yield return new AddedKeys(i, receivedFrom + TimeSpan.FromDays(7), [.. commits[i].Select(r => r.Key)]);
        }
    }

    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Trouble);

    public sealed record Row(EventKey Key, string Id, string Source, string Type, string? Subject, DateTimeOffset Time, byte[] Data);
}
