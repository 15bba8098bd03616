using System.Diagnostics.Metrics;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline;

/// <summary>What the consumers did, for <c>/metrics</c>.</summary>
internal static class PipelineMetrics
{
    private static readonly Meter Meter = new("BlazorLake");
    private static readonly Counter<long> EvaluatedEvents = Meter.CreateCounter<long>("events.evaluated", "{event}", "New events evaluated against the rules.");
    private static readonly Counter<long> Duplicates = Meter.CreateCounter<long>("events.duplicates", "{event}", "Events that had come before.");
    private static readonly Counter<long> Occurrences = Meter.CreateCounter<long>("occurrences", "{occurrence}", "Times a rule fired.");
    private static readonly Counter<long> Broken = Meter.CreateCounter<long>("rules.broken", "{event}", "Times a rule broke on an event.");
    private static readonly Counter<long> Unreadable = Meter.CreateCounter<long>("messages.unreadable", "{message}", "Messages that were no events.");
    private static readonly Counter<long> SetAside = Meter.CreateCounter<long>("events.set_aside", "{event}", "Events that one side could not process, kept among the failed messages.");
    private static readonly Counter<long> Appended = Meter.CreateCounter<long>("events.appended", "{event}", "Events committed to the lake.");
    private static readonly Histogram<double> AppendSeconds = Meter.CreateHistogram<double>("lake.append", "s", "Time one append to a table took.");

    public static void Evaluated(EvaluationCommit commit)
    {
        EvaluatedEvents.Add(commit.Counts.Sum(c => c.Accepted));
        Duplicates.Add(commit.Counts.Sum(c => c.Duplicates));
        Occurrences.Add(commit.Occurrences.Count);
        Unreadable.Add(commit.Unreadable.Count);
    }

    public static void Broke(int times) => Broken.Add(times);

    public static void WereSetAside(EventSide side, int events) => SetAside.Add(events, new KeyValuePair<string, object?>("side", side == EventSide.Lake ? "lake" : "rules"));

    public static void AppendedTo(StreamName stream, long events, TimeSpan elapsed)
    {
        Appended.Add(events);
        AppendSeconds.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("stream", stream.Value));
    }
}
