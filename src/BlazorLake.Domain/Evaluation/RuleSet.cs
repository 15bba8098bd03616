using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;

namespace BlazorLake.Domain.Evaluation;

/// <summary>All active rules, made ready: compiled once, then asked for every event.</summary>
/// <remarks>Immutable and thread-safe. Each event is looked at only by rules of its stream, which share what they read of it.</remarks>
public sealed class RuleSet
{
    public static readonly RuleSet Empty = Compile(new ActiveRules(0, []));

    private readonly Dictionary<StreamName, StreamRules> _byStream = [];

    private RuleSet(long revision) => Revision = revision;

    /// <summary>Of the rules it was made from.</summary>
    public long Revision { get; }

    /// <summary>Rules that can't run; the others do.</summary>
    public IReadOnlyList<RuleFailure> Broken { get; private init; } = [];

    public static RuleSet Compile(ActiveRules rules)
    {
        var broken = new List<RuleFailure>();
        var set = new RuleSet(rules.Revision) { Broken = broken };
        foreach (var rule in rules.Rules.Where(r => r.State != RuleState.Disabled))
        {
            if (rule.Definition.Problems is [var problem, ..])
            {
                broken.Add(new RuleFailure(rule.Id, $"{problem.Pointer}: {problem.Message}"));
                continue;
            }

            foreach (var parameters in InstancesOf(rule))
            {
                try
                {
                    foreach (var stream in rule.Definition.Streams)
                        set.Add(stream, rule, parameters);
                }
                catch (Exception defect)
                {
                    broken.Add(new RuleFailure(rule.Id, defect.Message, defect));
                }
            }
        }

        return set;
    }

    /// <summary>Occurrences of <paramref name="e"/> for all rules of its stream, in the order of the rules.</summary>
    /// <param name="now">When it is recorded, by the clock.</param>
    public Evaluation Evaluate(StreamEvent e, DateTimeOffset now) =>
        _byStream.TryGetValue(e.Stream, out var rules) ? rules.Evaluate(e, now) : Evaluation.Nothing;

    /// <summary>Each set of parameter values the rule runs with. Subscriptions add theirs; without any the defaults alone.</summary>
    private static IEnumerable<ParameterValues> InstancesOf(SavedRule rule) =>
        ParameterValues.DefaultsOf(rule.Definition) is { } defaults ? [defaults] : [];

    private void Add(StreamName stream, SavedRule rule, ParameterValues parameters)
    {
        if (!_byStream.TryGetValue(stream, out var rules))
            _byStream.Add(stream, rules = new StreamRules());
        rules.Add(rule, parameters);
    }

    /// <summary>The rules of one stream and the one table of paths they share.</summary>
    private sealed class StreamRules
    {
        private readonly PathTable _paths = new();
        private readonly List<RuleInstance> _rules = [];

        public void Add(SavedRule rule, ParameterValues parameters) => _rules.Add(new RuleInstance(_paths, rule, parameters));

        public Evaluation Evaluate(StreamEvent e, DateTimeOffset now)
        {
            List<Occurrence>? occurrences = null;
            List<RuleId>? withoutKey = null;
            List<RuleFailure>? failures = null;
            var view = _paths.Rent();
            view.Load(e);
            foreach (var rule in _rules)
            {
                try
                {
                    if (!rule.Matches(view))
                        continue;
                    if (rule.Fire(view, now) is { } occurrence)
                        (occurrences ??= []).Add(occurrence);
                    else
                        (withoutKey ??= []).Add(rule.Rule.Id);
                }
                catch (Exception defect)
                {
                    (failures ??= []).Add(new RuleFailure(rule.Rule.Id, defect.Message, defect));
                }
            }

            _paths.Return(view);
            return occurrences is null && withoutKey is null && failures is null
                ? Evaluation.Nothing
                : new Evaluation(occurrences ?? [], withoutKey ?? [], failures ?? []);
        }
    }
}
