using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Evaluation;

/// <summary>Tries a rule on events, in their order, with the code that runs live; nothing is stored or sent.</summary>
public static class RuleTester
{
    /// <param name="rule">Valid.</param>
    /// <param name="now">Stands for the received time, and for the time of an event that names none.</param>
    /// <param name="parameters">Null: the defaults. Without a value for each parameter nothing matches.</param>
    public static RuleTest Run(RuleDefinition rule, IReadOnlyList<SampleEvent> events, DateTimeOffset now, ParameterValues? parameters = null) =>
        RunEvents(rule, [.. events.Select((e, i) => ToEvent(e, rule.Streams[0], i, now))], now, parameters);

    /// <summary>The same on events as they are in the lake.</summary>
    public static RuleTest RunEvents(RuleDefinition rule, IReadOnlyList<StreamEvent> events, DateTimeOffset now, ParameterValues? parameters = null)
    {
        var probe = (parameters ?? ParameterValues.DefaultsOf(rule)) is { } values ? new RuleProbe(rule, values) : null;
        var results = new List<TestedEvent>();
        var occurrences = new List<Occurrence>();
        var clocks = new KeyClocks();
        var seen = new HashSet<EventKey>();
        foreach (var e in events)
        {
            var isDuplicate = !seen.Add(e.Key);
            if (!rule.Streams.Contains(e.Stream) || probe is null)
            {
                results.Add(new TestedEvent(e, false, null, isDuplicate, HasKey: true));
                continue;
            }

            var matched = probe.Matches(e);
            var occurrence = matched ? Fire(probe, e, now) : null;
            results.Add(new TestedEvent(e, matched, occurrence?.Explanation ?? probe.Explain(e).Json, isDuplicate, HasKey: !matched || occurrence is not null));
            if (occurrence is not null && !isDuplicate)
                occurrences.Add(clocks.Place(occurrence));
        }

        return new RuleTest(results, occurrences);
    }

    // Live, a rule that breaks on an event is told to the administrator; here it is told to whoever tries it.
    private static Occurrence? Fire(RuleProbe probe, StreamEvent e, DateTimeOffset now)
    {
        var evaluation = probe.Evaluate(e, now);
        return evaluation.Failures is [var failure, ..] ? throw new InvalidOperationException(failure.Reason, failure.Exception) : evaluation.Occurrences.SingleOrDefault();
    }

    private static StreamEvent ToEvent(SampleEvent sample, StreamName stream, int index, DateTimeOffset now)
    {
        var name = sample.Stream ?? stream;
        return new StreamEvent
        {
            Stream = name,
            Id = string.IsNullOrEmpty(sample.Id) ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"event-{index + 1}") : sample.Id,
            Source = string.IsNullOrEmpty(sample.Source) ? $"/streams/{name}" : sample.Source,
            Type = string.IsNullOrEmpty(sample.Type) ? name.Value : sample.Type,
            Subject = sample.Subject,
            Time = sample.Time ?? now,
            ReceivedAt = now,
            Data = sample.Data,
        };
    }
}

/// <summary>What a rule said about the events it was tried on.</summary>
/// <param name="Results">One for each event, in order.</param>
public sealed record RuleTest(IReadOnlyList<TestedEvent> Results, IReadOnlyList<Occurrence> Occurrences);

/// <summary>What a rule said about one of them.</summary>
/// <param name="Matched">The condition held.</param>
/// <param name="Explanation">The condition tree with actual values; null when the rule does not look at the event's stream, or lacks a parameter's value.</param>
/// <param name="IsDuplicate">Source and id were seen before among these events; live it would not be evaluated again.</param>
/// <param name="HasKey">False: matched, but without a value for the rule's key it makes no occurrence.</param>
public sealed record TestedEvent(StreamEvent Event, bool Matched, string? Explanation, bool IsDuplicate, bool HasKey);
