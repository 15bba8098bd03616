using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Matching.Clauses;

namespace BlazorLake.Domain.Evaluation;

/// <summary>All active rules, made ready: compiled once, then asked for every event.</summary>
/// <remarks>Immutable and thread-safe. Each event is looked at only by rules of its stream, and what it costs grows with how many match, not with how many there are.</remarks>
public sealed class RuleSet
{
    public static readonly RuleSet Empty = Compile(new ActiveRules(0, []));

    private readonly Dictionary<StreamName, StreamRules> _byStream;

    /// <summary>Places between one rule and the next, for the instances of a rule.</summary>
    private const long PlacesPerRule = 1L << 32;

    private readonly long _nextPlace;

    private RuleSet(long revision, Dictionary<StreamName, StreamRules> byStream, IReadOnlyList<RuleFailure> broken, long nextPlace) =>
        (Revision, _byStream, Broken, _nextPlace) = (revision, byStream, broken, nextPlace);

    /// <summary>Of the rules it was made from.</summary>
    public long Revision { get; }

    /// <summary>Rules that can't run; the others do.</summary>
    public IReadOnlyList<RuleFailure> Broken { get; }

    /// <summary>Changes have left traces that make matching cost more than it must: time for <see cref="Compacted"/>.</summary>
    public bool NeedsCompacting => _byStream.Values.Any(s => s.Parts.NeedsCompacting);

    public static RuleSet Compile(ActiveRules rules)
    {
        var broken = new List<RuleFailure>();
        var streams = new Dictionary<StreamName, (SlotTable Slots, PathTable Paths, RulePartBuilder Builder)>();
        var place = 0L;
        foreach (var rule in rules.Rules.Where(r => r.State != RuleState.Disabled))
        {
            place += PlacesPerRule;
            if (RuleInstances.ProblemOf(rule) is { } problem)
            {
                broken.Add(problem);
                continue;
            }

            var given = rules.ParameterSets.GetValueOrDefault(rule.Id, []);
            foreach (var stream in rule.Definition.Streams)
            {
                if (!streams.TryGetValue(stream, out var gathered))
                {
                    var (slots, paths) = (new SlotTable(), new PathTable());
                    streams.Add(stream, gathered = (slots, paths, new RulePartBuilder(slots, paths)));
                }

                AddTo(gathered.Builder, rule, given, place, broken);
            }
        }

        return new RuleSet(
            rules.Revision,
            streams.ToDictionary(s => s.Key, s => new StreamRules(new StreamParts(s.Value.Slots, s.Value.Paths, [s.Value.Builder.Build()]))),
            broken,
            place + PlacesPerRule);
    }

    /// <summary>The set with a change. Costs as much as the change is large, not as the set; this one stays as it is.</summary>
    public RuleSet With(RuleSetChange change)
    {
        var updates = _byStream.ToDictionary(s => s.Key, s => new StreamUpdate(s.Key, s.Value.Parts));
        var broken = Broken.Where(b => !change.Gone.Contains(b.RuleId) && change.Saved.All(s => s.Id != b.RuleId)).ToList();
        var next = _nextPlace;
        foreach (var gone in change.Gone)
            Remove(gone, updates);
        foreach (var rule in change.Saved)
        {
            var place = Remove(rule.Id, updates) ?? (next += PlacesPerRule);
            if (rule.State != RuleState.Disabled && RuleInstances.ProblemOf(rule) is { } problem)
                broken.Add(problem);
            else
                ForEachStream(rule, updates, u => u.Add(rule, change.ParameterSets.GetValueOrDefault(rule.Id, []), place));
        }

        foreach (var set in change.Sets)
        {
            var place = next += PlacesPerRule;
            ForEachStream(set.Rule, updates, u =>
            {
                foreach (var removed in set.Removed.Select(r => RuleInstances.Fill(set.Rule.Definition, r)).OfType<ParameterValues>())
                    u.Remove(set.Rule.Id, removed);
                u.AddSets(set.Rule, set.Added, place);
            });
        }

        var streams = new Dictionary<StreamName, StreamRules>(_byStream);
        foreach (var (stream, update) in updates.Where(u => u.Value.HasChanges))
            streams[stream] = new StreamRules(update.Apply((instance, defect) => broken.Add(new RuleFailure(instance.Rule.Id, defect.Message, defect))));
        return new RuleSet(change.Revision, streams, broken, next);
    }

    /// <summary>The same set as if compiled anew; it takes about as long.</summary>
    public RuleSet Compacted() =>
        new(Revision, _byStream.ToDictionary(s => s.Key, s => s.Value.Parts.NeedsCompacting ? new StreamRules(s.Value.Parts.Compacted()) : s.Value), Broken, _nextPlace);

    /// <summary>Occurrences of <paramref name="e"/> for all rules of its stream, in the order of the rules.</summary>
    /// <param name="now">When it is recorded, by the clock.</param>
    public Evaluation Evaluate(StreamEvent e, DateTimeOffset now) =>
        _byStream.TryGetValue(e.Stream, out var rules) ? rules.Evaluate(e, now) : Evaluation.Nothing;

    private static long? Remove(RuleId rule, Dictionary<StreamName, StreamUpdate> updates)
    {
        long? place = null;
        foreach (var update in updates.Values)
            place = update.Remove(rule) ?? place;
        return place;
    }

    private static void ForEachStream(SavedRule rule, Dictionary<StreamName, StreamUpdate> updates, Action<StreamUpdate> action)
    {
        foreach (var stream in rule.Definition.Streams)
        {
            if (!updates.TryGetValue(stream, out var update))
                updates.Add(stream, update = new StreamUpdate(stream, new StreamParts(new SlotTable(), new PathTable(), [])));
            action(update);
        }
    }

    private static void AddTo(RulePartBuilder builder, SavedRule rule, IReadOnlyList<ParameterValues> given, long place, List<RuleFailure> broken)
    {
        try
        {
            foreach (var parameters in RuleInstances.Of(rule.Definition, given))
                builder.Add(new RuleInstance(rule, parameters, place++));
        }
        catch (Exception defect)
        {
            broken.Add(new RuleFailure(rule.Id, defect.Message, defect));
        }
    }
}
