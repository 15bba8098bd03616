using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;

namespace BlazorLake.Domain.Evaluation;

/// <summary>One rule with one set of parameter values, for the events of a stream.</summary>
/// <remarks>Small, because there can be one for each of very many subscribers: what firing needs is made when it first fires, and kept only for rules without parameters.</remarks>
internal sealed class RuleInstance(SavedRule rule, ParameterValues parameters, long order)
{
    private RuleVoice? _voice;

    public SavedRule Rule => rule;

    public ParameterValues Parameters => parameters;

    /// <summary>Its place among all instances of the stream.</summary>
    public long Order => order;

    public bool Matches(EventView view) => VoiceFor(view).Match.Matches(view);

    /// <summary>The occurrence that the matching event makes; null when it has no value for the rule's key.</summary>
    public Occurrence? Fire(EventView view, DateTimeOffset now)
    {
        var voice = VoiceFor(view);
        if (voice.Key.Read(view) is not { } key)
            return null;
        var e = view.Event;
        return new Occurrence(
            OccurrenceId.Of(rule.Id, voice.Parameters, key, e.Key),
            rule.Id,
            rule.Version,
            rule.Definition.Severity,
            key,
            e.Time,
            now,
            [new OccurrenceEvent(e.Stream, e.Source, e.Id, e.Time)],
            voice.Match.Explain(view).Json,
            voice.Parameters,
            voice.Message.Title(view),
            voice.Message.Body(view),
            rule.State == RuleState.Shadow);
    }

    private RuleVoice VoiceFor(EventView view)
    {
        if (_voice is { } voice)
            return voice;
        voice = new RuleVoice(view.Paths, rule, parameters);
        if (parameters.Values.Count == 0)
            _voice = voice;
        return voice;
    }
}
