using System.Collections.Concurrent;
using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Streams;

/// <summary>Keeps the profiles of streams up to date from the events that were evaluated on this node, and adds them to what other nodes have seen.</summary>
/// <remarks>
/// Thread-safe. <see cref="Add"/> only counts and samples in memory: at least one event of each call and at most <see cref="SamplesPerSecond"/> per stream beyond that.
/// What was not yet written when the process dies is lost: a profile is a sample, not a record.
/// </remarks>
public sealed class StreamProfiler(IStreamStore store, TimeProvider time)
{
    public const int SamplesPerSecond = 200;

    /// <summary>How often a profile is written while it still changes in kind, and how often when only its counts grow.</summary>
    private static readonly TimeSpan ChangedInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GrownInterval = TimeSpan.FromSeconds(5);

    /// <summary>One entry per stream this process has seen.</summary>
    private readonly ConcurrentDictionary<StreamName, Pending> _streams = new();

    /// <summary>Takes events of one stream that are no duplicates. Their data is not kept.</summary>
    public void Add(StreamName stream, IReadOnlyList<StreamEvent> events)
    {
        if (events.Count == 0)
            return;
        var now = time.GetUtcNow();
        var pending = _streams.GetOrAdd(stream, static _ => new Pending());
        lock (pending.Lock)
        {
            pending.Delta ??= new StreamProfile();
            pending.Delta.Arrivals.Add(now, events.Count);
            var samples = Math.Max(1, pending.TakeBudget(now, events.Count));
            var step = (events.Count + samples - 1) / samples;
            for (var i = 0; i < events.Count; i += step)
                pending.Delta.Add(events[i]);
        }
    }

    /// <summary>Writes the profiles that are due; call it about every second.</summary>
    /// <param name="all">Also those that are not due yet: at the end of the process.</param>
    public async Task FlushAsync(bool all, CancellationToken cancellationToken)
    {
        foreach (var (stream, pending) in _streams)
        {
            if (pending.Take(time.GetUtcNow(), all) is { } delta)
                await WriteAsync(stream, pending, delta, cancellationToken);
        }
    }

    private async Task WriteAsync(StreamName stream, Pending pending, StreamProfile delta, CancellationToken cancellationToken)
    {
        var written = false;
        try
        {
            // A write that another node was faster with is tried once more on what it wrote, then left to the next flush.
            for (var attempt = 0; attempt < 2 && !written; attempt++)
            {
                if (attempt > 0 || pending.Known is null)
                    pending.Known = await store.ReadProfileAsync(stream, cancellationToken);
                var merged = StreamProfileJson.Read(pending.Known);
                var shape = Shape(merged);
                merged.Merge(delta);
                var json = StreamProfileJson.Write(merged);
                written = await store.WriteProfileAsync(stream, pending.Known, json, cancellationToken);
                if (written)
                    pending.Wrote(json, time.GetUtcNow() + (Shape(merged) == shape ? GrownInterval : ChangedInterval));
            }
        }
        finally
        {
            if (!written)
                pending.GiveBack(delta);
        }
    }

    /// <summary>What people look at in a schema: as long as it stays, counts may lag a little.</summary>
    private static (int Fields, int Types, int Examples) Shape(StreamProfile profile) =>
        (profile.Fields.Count, profile.Fields.Sum(f => f.Types.Names().Count), profile.Fields.Sum(f => f.Examples.Count));

    private sealed class Pending
    {
        private DateTimeOffset _dueAt = DateTimeOffset.MinValue;
        private DateTimeOffset _budgetFrom = DateTimeOffset.MinValue;
        private int _budget;

        public Lock Lock { get; } = new();

        public StreamProfile? Delta { get; set; }

        /// <summary>The profile as this node last wrote or read it; only touched by the flush.</summary>
        public string? Known { get; set; }

        /// <summary>How many of <paramref name="wanted"/> may be sampled; 0 when this second's are used up.</summary>
        public int TakeBudget(DateTimeOffset now, int wanted)
        {
            if (now - _budgetFrom >= TimeSpan.FromSeconds(1))
                (_budgetFrom, _budget) = (now, SamplesPerSecond);
            var granted = Math.Min(wanted, _budget);
            _budget -= granted;
            return granted;
        }

        public StreamProfile? Take(DateTimeOffset now, bool all)
        {
            lock (Lock)
            {
                if (!all && now < _dueAt)
                    return null;
                var taken = Delta;
                Delta = null;
                return taken;
            }
        }

        public void GiveBack(StreamProfile delta)
        {
            Known = null;
            lock (Lock)
            {
                if (Delta is not null)
                    delta.Merge(Delta);
                Delta = delta;
            }
        }

        public void Wrote(string json, DateTimeOffset dueAt)
        {
            Known = json;
            lock (Lock)
                _dueAt = dueAt;
        }
    }
}
