using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Pipeline.Deduplication;
using BlazorLake.Pipeline.Deliveries;

namespace BlazorLake.Pipeline.Lake;

/// <summary>Appends one stream's deliveries in one commit, each event that the table does not have.</summary>
internal sealed class StreamAppend(ILakeAppender lake, LakeLog log, NewEvents intake, TimeProvider time)
{
    public async Task AppendAsync(StreamName stream, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        if (!log.IsChecked(stream))
            await log.CatchUpAsync(stream, cancellationToken);
        while (true)
        {
            var events = NewIn(deliveries);
            if (events.Count == 0)
                return;
            var start = time.GetTimestamp();
            switch (await lake.AppendAsync(stream, events, log.VersionOf(stream), cancellationToken))
            {
                case AppendOutcome.Committed committed:
                    await log.RecordAsync(stream, committed.Version, intake.TakeKeys(), cancellationToken);
                    PipelineMetrics.AppendedTo(stream, events.Count, time.GetElapsedTime(start));
                    return;
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

    private List<StreamEvent> NewIn(IReadOnlyList<Delivery> deliveries)
    {
        intake.StartGroup();
        var events = new List<StreamEvent>();
        foreach (var delivery in deliveries)
        {
            if (delivery.IsLost)
                continue;
            foreach (var item in delivery.Batch!.Events)
                if (intake.Accept(item) is { } accepted)
                    events.Add(accepted);
        }
        return events;
    }
}
