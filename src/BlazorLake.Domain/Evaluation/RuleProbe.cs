using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Matching.Clauses;

namespace BlazorLake.Domain.Evaluation;

/// <summary>One rule with one set of values, to be tried on events: the index that runs live decides, the plain evaluator says why.</summary>
/// <remarks>Thread-safe. The two never disagree. The stream of an event is not looked at.</remarks>
public sealed class RuleProbe
{
    private readonly StreamRules _rules;
    private readonly PlainEvaluator _plain;

    /// <param name="rule">Valid.</param>
    /// <param name="parameters">A value for each parameter the rule uses.</param>
    public RuleProbe(RuleDefinition rule, ParameterValues parameters)
    {
        var saved = new SavedRule(default, 0, RuleState.Enabled, rule, default, default, "");
        var (slots, paths) = (new SlotTable(), new PathTable());
        var part = StreamParts.Compile(slots, paths, [new RuleInstance(saved, parameters, order: 0)], (_, defect) => throw new InvalidOperationException("The rule can't be made ready.", defect));
        _rules = new StreamRules(new StreamParts(slots, paths, [part]));
        _plain = new PlainEvaluator(paths, rule.Match, parameters);
    }

    public bool Matches(StreamEvent e) => _rules.IsMatched(e);

    /// <summary>The condition tree with actual values; see <see cref="PlainEvaluator.Explain(StreamEvent)"/>.</summary>
    public Explanation Explain(StreamEvent e) => _plain.Explain(e);

    internal Evaluation Evaluate(StreamEvent e, DateTimeOffset now) => _rules.Evaluate(e, now);
}
