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

    private RuleSet(long revision, Dictionary<StreamName, StreamRules> byStream, IReadOnlyList<RuleFailure> broken) =>
        (Revision, _byStream, Broken) = (revision, byStream, broken);

    /// <summary>Of the rules it was made from.</summary>
    public long Revision { get; }

    /// <summary>Rules that can't run; the others do.</summary>
    public IReadOnlyList<RuleFailure> Broken { get; }

    public static RuleSet Compile(ActiveRules rules)
    {
        var broken = new List<RuleFailure>();
        var streams = new Dictionary<StreamName, (SlotTable Slots, PathTable Paths, RulePartBuilder Builder)>();
        foreach (var rule in rules.Rules.Where(r => r.State != RuleState.Disabled))
        {
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

                AddTo(gathered.Builder, rule, given, broken);
            }
        }

        return new RuleSet(
            rules.Revision,
            streams.ToDictionary(s => s.Key, s => new StreamRules(new StreamParts(s.Value.Slots, s.Value.Paths, [s.Value.Builder.Build()]))),
            broken);
    }

    /// <summary>Occurrences of <paramref name="e"/> for all rules of its stream, in the order of the rules.</summary>
    /// <param name="now">When it is recorded, by the clock.</param>
    public Evaluation Evaluate(StreamEvent e, DateTimeOffset now) =>
        _byStream.TryGetValue(e.Stream, out var rules) ? rules.Evaluate(e, now) : Evaluation.Nothing;

    private static void AddTo(RulePartBuilder builder, SavedRule rule, IReadOnlyList<ParameterValues> given, List<RuleFailure> broken)
    {
        try
        {
            foreach (var parameters in RuleInstances.Of(rule.Definition, given))
                builder.Add(new RuleInstance(rule, parameters, builder.Count));
        }
        catch (Exception defect)
        {
            broken.Add(new RuleFailure(rule.Id, defect.Message, defect));
        }
    }
}
