using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Pipeline.Deduplication;
using BlazorLake.Pipeline.Deliveries;
using BlazorLake.Pipeline.Poison;

namespace BlazorLake.Pipeline.Lake;

/// <summary>Appends one stream's deliveries in one commit, each event that the table does not have; events that can't be written are set aside first.</summary>
internal sealed class StreamAppend(ILakeAppender lake, LakeLog log, NewEvents intake, SetAsideEvents setAside, TimeProvider time)
{
    /// <param name="aside">Keys of events that were set aside already; those set aside now are added.</param>
    public async Task AppendAsync(StreamName stream, IReadOnlyList<Delivery> deliveries, HashSet<EventKey> aside, CancellationToken cancellationToken)
    {
        if (!log.IsChecked(stream))
            await log.CatchUpAsync(stream, cancellationToken);
        while (true)
        {
            var events = NewIn(deliveries, aside);
            if (events.Count == 0)
                return;
            var start = time.GetTimestamp();
            switch (await lake.AppendAsync(stream, events, log.VersionOf(stream), cancellationToken))
            {
                case AppendOutcome.Committed committed:
                    await log.RecordAsync(stream, committed.Version, [.. events.Select(e => e.Key)], cancellationToken);
                    PipelineMetrics.AppendedTo(stream, events.Count, time.GetElapsedTime(start));
                    return;
                case AppendOutcome.Refused refused:
                    await SetAsideAsync(deliveries, refused, aside, cancellationToken);
                    break;
                case AppendOutcome.Behind behind:
                    if (behind.Version < log.VersionOf(stream))
                        await log.ForgetAsync(cancellationToken);
                    await log.CatchUpAsync(stream, cancellationToken);
                    if (log.VersionOf(stream) < behind.Version)
                        throw new InvalidOperationException($"The table of {stream} is at version {behind.Version}, but its log can be read only to {log.VersionOf(stream)}.");
                    break;
            }
        }
    }

    private async Task SetAsideAsync(IReadOnlyList<Delivery> deliveries, AppendOutcome.Refused refused, HashSet<EventKey> aside, CancellationToken cancellationToken)
    {
        var history = deliveries.Where(d => d.Batch is { IsHistory: true }).SelectMany(d => d.Batch!.Events).Select(e => e.Key).ToHashSet();
        var events = refused.Events.Select(e => new SetAside(e.Event, history.Contains(e.Event.Key), e.Reason)).ToList();
        await setAside.KeepAsync(EventSide.Lake, events, cancellationToken);
        aside.UnionWith(events.Select(e => e.Event.Key));
    }

    private List<StreamEvent> NewIn(IReadOnlyList<Delivery> deliveries, HashSet<EventKey> aside)
    {
        intake.StartGroup();
        var events = new List<StreamEvent>();
        foreach (var delivery in deliveries)
        {
            if (delivery.IsLost)
                continue;
            foreach (var item in delivery.Batch!.Events)
                if (intake.Accept(item) is { } accepted && !aside.Contains(accepted.Key))
                    events.Add(accepted);
        }
        return events;
    }
}
