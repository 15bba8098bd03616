using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;

namespace BlazorLake.Domain.Evaluation;

/// <summary>One rule with one set of parameter values, made ready for the events of a stream.</summary>
internal sealed class RuleInstance
{
    private readonly PlainEvaluator _match;
    private readonly KeyReader _key;
    private readonly MessageRenderer _message;
    private readonly string? _parameters;

    public RuleInstance(PathTable paths, SavedRule rule, ParameterValues parameters)
    {
        Rule = rule;
        _match = new PlainEvaluator(paths, rule.Definition.Match, parameters);
        _key = new KeyReader(paths, rule.Definition.Key);
        _message = new MessageRenderer(paths, rule, parameters);
        _parameters = parameters.ToJson();
    }

    public SavedRule Rule { get; }

    public bool Matches(EventView view) => _match.Matches(view);

    public Explanation Explain(EventView view) => _match.Explain(view);

    /// <summary>The occurrence that the matching event makes; null when it has no value for the rule's key.</summary>
    public Occurrence? Fire(EventView view, DateTimeOffset now)
    {
        if (_key.Read(view) is not { } key)
            return null;
        var e = view.Event;
        return new Occurrence(
            OccurrenceId.Of(Rule.Id, _parameters, key, e.Key),
            Rule.Id,
            Rule.Version,
            Rule.Definition.Severity,
            key,
            e.Time,
            now,
            [new OccurrenceEvent(e.Stream, e.Source, e.Id, e.Time)],
            _match.Explain(view).Json,
            _parameters,
            _message.Title(view),
            _message.Body(view),
            Rule.State == RuleState.Shadow);
    }
}
