using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Streams;
using BlazorLake.Pipeline.Deliveries;
using BlazorLake.Pipeline.Live;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>What follows a commit: pages and watchers are told, unreadable messages go to the error queue.</summary>
internal sealed class EvaluationFollowUp(ILiveFeed feed, IEventWatchers watchers, IErrorQueue errors, StreamProfiler profiler)
{
    private readonly HashSet<StreamName> _seen = [];

    /// <summary>Best effort by contract: pages that miss it read the database.</summary>
    public async Task TellAsync(EvaluationGroup group, EvaluationCommit commit, IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        PipelineMetrics.Evaluated(commit);
        if (alerts.Count > 0)
            await feed.PublishAsync(new LiveChange.AlertsChanged(alerts), cancellationToken);
        var appeared = false;
        foreach (var counts in commit.Counts)
            appeared |= _seen.Add(counts.Stream);
        if (appeared || commit.Unreadable.Count > 0)
            await feed.PublishAsync(new LiveChange.StreamsChanged(), cancellationToken);
        watchers.Offer(group.Accepted);
        foreach (var events in group.Accepted.GroupBy(e => e.Stream))
            profiler.Add(events.Key, [.. events]);
    }

    public async Task KeepUnreadableAsync(EvaluationGroup group, CancellationToken cancellationToken)
    {
        foreach (var delivery in group.Deliveries)
            if (delivery is { Unreadable: not null, IsLost: false })
                await errors.SendAsync(delivery, cancellationToken);
    }
}
