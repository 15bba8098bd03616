using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;

namespace BlazorLake.Testing.Fakes;

/// <summary>Hands on what is published, on the publisher's thread, and lets a test push events of a stream.</summary>
public sealed class FakeLiveFeed : ILiveFeed
{
    private readonly List<Action<LiveChange>> _handlers = [];
    private readonly List<(StreamName Stream, Action<IReadOnlyList<StreamEvent>> Handler)> _watchers = [];

    public List<LiveChange> Published { get; } = [];

    public int WatcherCount
    {
        get
        {
            lock (_watchers)
                return _watchers.Count;
        }
    }

    public int SubscriberCount
    {
        get
        {
            lock (_handlers)
                return _handlers.Count;
        }
    }

    public ValueTask PublishAsync(LiveChange change, CancellationToken cancellationToken)
    {
        Published.Add(change);
        Action<LiveChange>[] handlers;
        lock (_handlers)
            handlers = [.. _handlers];
        foreach (var handler in handlers)
            handler(change);
        return ValueTask.CompletedTask;
    }

    public IDisposable Subscribe(Action<LiveChange> handler)
    {
        lock (_handlers)
            _handlers.Add(handler);
        return new Ending(() =>
        {
            lock (_handlers)
                _handlers.Remove(handler);
        });
    }

    public IDisposable Watch(StreamName stream, Action<IReadOnlyList<StreamEvent>> handler)
    {
        lock (_watchers)
            _watchers.Add((stream, handler));
        return new Ending(() =>
        {
            lock (_watchers)
                _watchers.Remove((stream, handler));
        });
    }

    public void Push(StreamName stream, params IReadOnlyList<StreamEvent> events)
    {
        Action<IReadOnlyList<StreamEvent>>[] handlers;
        lock (_watchers)
            handlers = [.. _watchers.Where(w => w.Stream == stream).Select(w => w.Handler)];
        foreach (var handler in handlers)
            handler(events);
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
