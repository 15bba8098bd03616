using BlazorLake.Domain;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>What the rule that is being written would have found among the newest events of its stream, by the engine itself, a moment after each change.</summary>
/// <remarks>Evaluates on a timer's thread, so typing never waits for it. Keeps at most <see cref="SampleSize"/> events and 32 MiB of data.</remarks>
internal sealed class MatchPreview : IDisposable
{
    public const int SampleSize = 1000;

    private const long MaxSampleBytes = 32L * 1024 * 1024;

    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly IEventArchive _archive;
    private readonly ILiveFeed _feed;
    private readonly TimeProvider _clock;
    private readonly Action _changed;
    private readonly ITimer _timer;
    private IDisposable? _watch;
    private RuleDefinition? _rule;
    private List<StreamEvent> _sample = [];

    /// <param name="changed">Called from any thread when there is a new result.</param>
    public MatchPreview(IEventArchive archive, ILiveFeed feed, TimeProvider clock, Action changed)
    {
        (_archive, _feed, _clock, _changed) = (archive, feed, clock, changed);
        _timer = clock.CreateTimer(_ => Evaluate(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Null until the first evaluation.</summary>
    public MatchResult? Result { get; private set; }

    /// <summary>Whether the newest events could be read from the lake; the live ones come all the same.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Starts anew with the newest events of a stream.</summary>
    /// <param name="first">An event to show even if it isn't in the lake yet.</param>
    public async Task WatchAsync(StreamName stream, StreamEvent? first, CancellationToken cancellationToken)
    {
        _watch?.Dispose();
        lock (_gate)
            (_sample, Result, IsComplete) = ([], null, false);
        _watch = _feed.Watch(stream, Add);
        if (first is not null)
            Add([first]);
        var page = await _archive.ReadAsync(stream, new EventQuery(null, null, null, new PageRequest(SampleSize)), cancellationToken);
        IsComplete = true;
        Add(page.Items);
        Schedule();
    }

    /// <param name="rule">Null: nothing can be evaluated now; the last result stays.</param>
    public void SetRule(RuleDefinition? rule)
    {
        lock (_gate)
            _rule = rule;
        Schedule();
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _timer.Dispose();
    }

    private void Schedule() => _timer.Change(Debounce, Timeout.InfiniteTimeSpan);

    private void Add(IReadOnlyList<StreamEvent> events)
    {
        lock (_gate)
        {
            var known = _sample.Select(e => e.Key).ToHashSet();
            var bytes = 0L;
            _sample = [.. events.Where(e => known.Add(e.Key)).Concat(_sample)
                .OrderByDescending(e => e.Time).ThenByDescending(e => e.ReceivedAt)
                .Take(SampleSize).TakeWhile(e => (bytes += e.Data.Length) <= MaxSampleBytes)];
        }

        Schedule();
    }

    private void Evaluate()
    {
        RuleDefinition? rule;
        List<StreamEvent> sample;
        lock (_gate)
            (rule, sample) = (_rule, _sample);
        if (rule is null || ParameterValues.DefaultsOf(rule) is not { } parameters)
            return;
        var probe = new RuleProbe(rule, parameters);
        var matches = sample.Select(e => new PreviewedEvent(e, probe.Matches(e))).ToList();
        var newest = matches.Find(m => m.Matched)?.Event;
        var message = newest is not null && RuleTester.RunEvents(rule, [newest], _clock.GetUtcNow()).Occurrences is [var occurrence, ..]
            ? new MessagePreview(occurrence.Title, occurrence.Body)
            : null;
        Result = new MatchResult(matches, matches.Count(m => m.Matched), message, e => probe.Explain(e).Json);
        _changed();
    }
}

/// <param name="Events">Newest first.</param>
/// <param name="Message">What the alert of the newest matching event would say.</param>
/// <param name="Explain">Why an event matches, or not: the explanation's JSON.</param>
public sealed record MatchResult(IReadOnlyList<PreviewedEvent> Events, int MatchCount, MessagePreview? Message, Func<StreamEvent, string> Explain);

public sealed record PreviewedEvent(StreamEvent Event, bool Matched);
