using System.Collections.Concurrent;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Live;

/// <summary>Tells subscribers in this process.</summary>
internal sealed partial class InProcessLiveFeed(TimeProvider time, ILogger<InProcessLiveFeed> logger) : ILiveFeed, IEventWatchers
{
    private readonly ConcurrentDictionary<object, Action<LiveChange>> _subscribers = new();
    private readonly StreamWatches _watches = new(time, logger);

    public ValueTask PublishAsync(LiveChange change, CancellationToken cancellationToken)
    {
        Tell(change);
        return ValueTask.CompletedTask;
    }

    public IDisposable Subscribe(Action<LiveChange> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var key = new object();
        _subscribers[key] = handler;
        return new Subscription(() => _subscribers.TryRemove(key, out _));
    }

    public IDisposable Watch(StreamName stream, Action<IReadOnlyList<StreamEvent>> handler) => _watches.Add(stream, handler);

    public void Offer(IReadOnlyList<StreamEvent> events) => _watches.Offer(events);

    /// <summary>A subscriber that throws does not keep the others from being told.</summary>
    internal void Tell(LiveChange change)
    {
        foreach (var handler in _subscribers.Values)
        {
            try
            {
                handler(change);
            }
            catch (Exception e)
            {
                LogSubscriberFailed(logger, change.GetType().Name, e);
            }
        }
    }

    [LoggerMessage(EventId = 3500, Level = LogLevel.Warning, Message = "A page could not take the change {Change}")]
    private static partial void LogSubscriberFailed(ILogger logger, string change, Exception error);
}
