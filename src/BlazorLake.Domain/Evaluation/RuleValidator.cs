using System.Text.Json;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Evaluation;

/// <summary>Everything a rule is held to when it is saved: its form, and that it does what its own examples say.</summary>
public static class RuleValidator
{
    public static RuleReading Validate(string json, DateTimeOffset now) => Check(RuleReader.Read(json), now);

    public static RuleReading Validate(JsonElement element, DateTimeOffset now) => Check(RuleReader.Read(element), now);

    private static RuleReading Check(RuleReading reading, DateTimeOffset now)
    {
        if (reading is not RuleReading.Valid { Definition: var rule } || rule.Examples.Count == 0)
            return reading;
        if (ParameterValues.DefaultsOf(rule) is not { } parameters)
            return new RuleReading.Invalid([new RuleError("/examples", "Examples run with the parameters' defaults; give each parameter a default.")]);
        var errors = new List<RuleError>();
        for (var i = 0; i < rule.Examples.Count; i++)
        {
            var example = rule.Examples[i];
            var fires = RuleTester.Run(rule, example.Events, now, parameters).Occurrences.Count > 0;
            if (fires != example.Fires)
                errors.Add(new RuleError($"/examples/{i}/fires", fires
                    ? "This example says the rule must not fire on its events, but it does."
                    : "This example says the rule must fire on its events, but it does not."));
        }

        return errors.Count == 0 ? reading : new RuleReading.Invalid(errors);
    }
}
