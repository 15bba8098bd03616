using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;

namespace BlazorLake.Domain.Evaluation;

/// <summary>What a rule instance needs to say that it fired: why, about whom, and in which words.</summary>
internal sealed class RuleVoice(PathTable paths, SavedRule rule, ParameterValues parameters)
{
    public PlainEvaluator Match { get; } = new(paths, rule.Definition.Match, parameters);

    public KeyReader Key { get; } = new(paths, rule.Definition.Key);

    public MessageRenderer Message { get; } = new(paths, rule, parameters);

    /// <summary>Null when there are none.</summary>
    public string? Parameters { get; } = parameters.ToJson();
}
