using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using BlazorLake.Portal.Features.Events;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>The newest events of one stream, as they arrive: at most <see cref="Capacity"/>, shown a few times a second, and standing still while paused.</summary>
internal sealed class StreamTail : IDisposable
{
    public const int Capacity = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly Queue<StreamEvent> _waiting = new();
    private readonly Action _changed;
    private readonly IDisposable _watch;
    private readonly ITimer _timer;
    private List<StreamEvent> _shown = [];
    private bool _isPaused;

    /// <summary>Listens from now on; what was before comes with <see cref="Add"/>.</summary>
    /// <param name="changed">Called from any thread, at most four times a second.</param>
    public StreamTail(ILiveFeed feed, StreamName stream, TimeProvider clock, Action changed)
    {
        _changed = changed;
        _watch = feed.Watch(stream, Take);
        _timer = clock.CreateTimer(_ => Show(), null, Interval, Interval);
    }

    public bool IsPaused
    {
        get => _isPaused;
        set
        {
            _isPaused = value;
            Show();
        }
    }

    /// <summary>Arrived while paused, at most <see cref="Capacity"/>.</summary>
    public int WaitingCount
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<StreamEvent> Shown(EventFilter filter)
    {
        List<StreamEvent> shown;
        lock (_gate)
            shown = _shown;
        return filter == EventFilter.None ? shown : [.. shown.Where(filter.Holds)];
    }

    /// <summary>Puts stored events below those that arrived meanwhile, each once.</summary>
    /// <param name="stored">Newest first.</param>
    public void Add(IReadOnlyList<StreamEvent> stored)
    {
        lock (_gate)
        {
            var known = _shown.Select(e => e.Key).ToHashSet();
            _shown = [.. _shown.Concat(stored.Where(e => known.Add(e.Key))).Take(Capacity)];
        }
    }

    public void Dispose()
    {
        _watch.Dispose();
        _timer.Dispose();
    }

    private void Take(IReadOnlyList<StreamEvent> events)
    {
        lock (_gate)
        {
            foreach (var item in events)
            {
                if (_waiting.Count == Capacity)
                    _waiting.Dequeue();
                _waiting.Enqueue(item);
            }
        }
    }

    private void Show()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
                return;
            if (!_isPaused)
            {
                // A new list each time: a page may be reading the old one.
                var known = _shown.Select(e => e.Key).ToHashSet();
                var fresh = _waiting.Reverse().Where(e => known.Add(e.Key));
                _shown = [.. fresh.Concat(_shown).Take(Capacity)];
                _waiting.Clear();
            }
        }

        _changed();
    }
}
