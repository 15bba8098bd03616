using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Pipeline.Deduplication;
using BlazorLake.Pipeline.Deliveries;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>Deliveries that are evaluated and committed together.</summary>
internal sealed class EvaluationGroup
{
    private const int MostEvents = 5_000;
    private const long MostBytes = 8 << 20;

    private readonly List<Delivery> _deliveries = [];
    private readonly List<StreamEvent> _accepted = [];
    private readonly Dictionary<RuleId, BrokenRule> _broken = [];
    private long _sizeBytes;
    private int _eventCount;

    public IReadOnlyList<Delivery> Deliveries => _deliveries;

    /// <summary>The new events of the last <see cref="Evaluate"/>, history included.</summary>
    public IReadOnlyList<StreamEvent> Accepted => _accepted;

    /// <summary>Rules that broke in the last <see cref="Evaluate"/>, each with its first event and how many there were.</summary>
    public IReadOnlyCollection<BrokenRule> Broken => _broken.Values;

    /// <summary>Those known before included.</summary>
    public int EventCount => _eventCount;

    public bool IsFull => _eventCount >= MostEvents || _sizeBytes >= MostBytes;

    public void Add(Delivery delivery)
    {
        _deliveries.Add(delivery);
        _eventCount += delivery.EventCount;
        _sizeBytes += delivery.SizeBytes;
    }

    public static EvaluationGroup Of(IReadOnlyList<Delivery> deliveries)
    {
        var group = new EvaluationGroup();
        foreach (var delivery in deliveries)
            group.Add(delivery);
        return group;
    }

    public void Clear()
    {
        _deliveries.Clear();
        _accepted.Clear();
        _broken.Clear();
        (_sizeBytes, _eventCount) = (0, 0);
    }

    /// <summary>What to commit at <paramref name="position"/>; null when there is nothing to say. May be asked again after the index has learned more.</summary>
    public EvaluationCommit? Evaluate(long position, DateTimeOffset at, NewEvents intake, RuleSet rules)
    {
        _accepted.Clear();
        _broken.Clear();
        intake.StartGroup();
        var occurrences = new List<Occurrence>();
        var unreadable = new List<UnreadableMessage>();
        var tallies = new Dictionary<StreamName, StreamTally>();
        foreach (var delivery in _deliveries)
        {
            if (delivery.IsLost)
                continue;
            if (delivery.Unreadable is { } message)
                unreadable.Add(message);
            if (delivery.Batch is not { For: not EventSide.Lake } batch)
                continue;
            if (!tallies.TryGetValue(batch.Stream, out var tally))
                tallies.Add(batch.Stream, tally = new StreamTally(batch.Stream));
            foreach (var item in batch.Events)
            {
                if (intake.Accept(item) is not { } accepted)
                {
                    tally.AddDuplicate(item);
                    continue;
                }
                tally.Add(accepted);
                _accepted.Add(accepted);
                if (!batch.IsHistory)
                    occurrences.AddRange(OccurrencesOf(accepted, at, rules));
            }
        }
        return tallies.Count == 0 && unreadable.Count == 0
            ? null
            : new EvaluationCommit(position, at, intake.TakeKeys(), occurrences, [.. tallies.Values.Select(t => t.ToCounts())], unreadable);
    }

    // One rule's defect is no reason to hold up the event or the other rules, but must not pass in silence.
    private IReadOnlyList<Occurrence> OccurrencesOf(StreamEvent item, DateTimeOffset at, RuleSet rules)
    {
        var evaluation = rules.Evaluate(item, at);
        foreach (var failure in evaluation.Failures)
            _broken[failure.RuleId] = _broken.TryGetValue(failure.RuleId, out var known) ? known with { Count = known.Count + 1 } : new BrokenRule(failure, item, 1);
        return evaluation.Occurrences;
    }
}

/// <param name="Failure">Of the first event it broke on.</param>
/// <param name="Event">The first event it broke on.</param>
/// <param name="Count">On how many events of the group it broke.</param>
internal sealed record BrokenRule(RuleFailure Failure, StreamEvent Event, int Count);
