using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Evaluation;

/// <summary>With which values rules run.</summary>
internal static class RuleInstances
{
    /// <summary>Each distinct set of parameter values: those that subscriptions give, with defaults where they give none; without subscriptions the defaults alone.</summary>
    public static IEnumerable<ParameterValues> Of(RuleDefinition rule, IReadOnlyList<ParameterValues> given)
    {
        var defaults = ParameterValues.DefaultsOf(rule);
        if (rule.Parameters.Count == 0 || given.Count == 0)
            return defaults is null ? [] : [defaults];
        var seen = new HashSet<string?>(StringComparer.Ordinal);
        return given.Select(g => Fill(rule, g)).OfType<ParameterValues>().Where(v => seen.Add(v.ToJson()));
    }

    /// <summary>Null when a parameter has neither value nor default.</summary>
    public static ParameterValues? Fill(RuleDefinition rule, ParameterValues given)
    {
        if (rule.Parameters.All(p => given.Values.ContainsKey(p.Name)) && given.Values.Count == rule.Parameters.Count)
            return given;
        var values = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var parameter in rule.Parameters)
        {
            if ((given.Values.TryGetValue(parameter.Name, out var value) ? value : parameter.Default) is not { } filled)
                return null;
            values.Add(parameter.Name, filled);
        }

        return new ParameterValues(values);
    }

    /// <summary>Why the rule can't run; null when it can.</summary>
    public static RuleFailure? ProblemOf(SavedRule rule)
    {
        if (rule.Definition.Problems is [var problem, ..])
            return new RuleFailure(rule.Id, $"{problem.Pointer}: {problem.Message}");
        return MessageRenderer.Problem(rule.Definition) is { } message ? new RuleFailure(rule.Id, message) : null;
    }
}
