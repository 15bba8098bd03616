using BlazorLake.Domain.Events;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Live;

/// <summary>Who watches which stream in this process, and no more than a few hundred events a second for each stream. Thread-safe.</summary>
internal sealed partial class StreamWatches(TimeProvider time, ILogger logger)
{
    public const int MostPerSecond = 300;

    private readonly Lock _gate = new();
    private volatile Dictionary<StreamName, Watched> _streams = [];

    /// <summary>Raised, under no lock, when a stream gets its first watcher or loses its last.</summary>
    public Action<StreamName, bool>? Changed { get; set; }

    public IReadOnlyCollection<StreamName> Streams => _streams.Keys;

    public IDisposable Add(StreamName stream, Action<IReadOnlyList<StreamEvent>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        bool isFirst;
        lock (_gate)
        {
            isFirst = !_streams.TryGetValue(stream, out var watched);
            _streams = new Dictionary<StreamName, Watched>(_streams) { [stream] = new Watched([.. watched?.Handlers ?? [], handler]) };
        }
        if (isFirst)
            Changed?.Invoke(stream, true);
        return new Subscription(() => Remove(stream, handler));
    }

    public bool IsWatched(StreamName stream) => _streams.ContainsKey(stream);

    public void Offer(IReadOnlyList<StreamEvent> events)
    {
        var streams = _streams;
        if (streams.Count == 0)
            return;
        foreach (var group in events.GroupBy(e => e.Stream))
        {
            if (!streams.TryGetValue(group.Key, out var watched) || watched.TakeBudget(time.GetTimestamp(), time.TimestampFrequency) is not (> 0 and var budget))
                continue;
            // Copied: the events' data may be memory that the transport takes back.
            var shown = group.TakeLast(budget).Select(Copy).ToArray();
            watched.Spend(shown.Length);
            foreach (var handler in watched.Handlers)
                Tell(group.Key, handler, shown);
        }
    }

    private void Tell(StreamName stream, Action<IReadOnlyList<StreamEvent>> handler, StreamEvent[] events)
    {
        try
        {
            handler(events);
        }
        catch (Exception e)
        {
            LogWatcherFailed(logger, stream, e);
        }
    }

    private void Remove(StreamName stream, Action<IReadOnlyList<StreamEvent>> handler)
    {
        bool isLast;
        lock (_gate)
        {
            var next = new Dictionary<StreamName, Watched>(_streams);
            var left = next.TryGetValue(stream, out var watched) ? watched.Handlers.ToList() : [];
            left.Remove(handler);
            isLast = left.Count == 0;
            if (isLast)
                next.Remove(stream);
            else
                next[stream] = new Watched(left);
            _streams = next;
        }
        if (isLast)
            Changed?.Invoke(stream, false);
    }

    private static StreamEvent Copy(StreamEvent item) => new()
    {
        Stream = item.Stream,
        Id = item.Id,
        Source = item.Source,
        Type = item.Type,
        Subject = item.Subject,
        Time = item.Time,
        ReceivedAt = item.ReceivedAt,
        Data = item.Data.ToArray(),
    };

    private sealed class Watched(IReadOnlyList<Action<IReadOnlyList<StreamEvent>>> handlers)
    {
        private long _from;
        private int _spent;

        public IReadOnlyList<Action<IReadOnlyList<StreamEvent>>> Handlers => handlers;

        public int TakeBudget(long stamp, long frequency)
        {
            if (stamp - _from >= frequency)
                (_from, _spent) = (stamp, 0);
            return MostPerSecond - _spent;
        }

        public void Spend(int count) => _spent += count;
    }

    [LoggerMessage(EventId = 3501, Level = LogLevel.Warning, Message = "A page that watches {Stream} could not take its events")]
    private static partial void LogWatcherFailed(ILogger logger, StreamName stream, Exception error);
}
