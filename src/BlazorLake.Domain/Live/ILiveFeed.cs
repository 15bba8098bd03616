using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Live;

/// <summary>Tells pages, on every node, what just happened; best effort: a page that missed something reads the database.</summary>
/// <remarks>Two implementations: in process (embedded), and a RabbitMQ fanout between nodes. Thread-safe. Handlers run on the publisher's thread and must return at once.</remarks>
public interface ILiveFeed
{
    ValueTask PublishAsync(LiveChange change, CancellationToken cancellationToken);

    IDisposable Subscribe(Action<LiveChange> handler);

    /// <summary>Events of one stream as they are accepted, at most a few hundred a second (the rest is skipped); costs nothing when nobody watches.</summary>
    IDisposable Watch(StreamName stream, Action<IReadOnlyList<StreamEvent>> handler);
}

/// <summary>What changed, small enough to send to every node.</summary>
public abstract record LiveChange
{
    private LiveChange()
    {
    }

    /// <summary>Alerts were made, joined by an occurrence, or had their state changed.</summary>
    public sealed record AlertsChanged(IReadOnlyList<Alert> Alerts) : LiveChange;

    /// <summary>A rule was saved, enabled, disabled or deleted.</summary>
    public sealed record RulesChanged : LiveChange;

    /// <summary>A stream appeared, or a message arrived that could not be read.</summary>
    public sealed record StreamsChanged : LiveChange;
}
