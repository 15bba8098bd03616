using System.Text.Json;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Rules;
using CsCheck;

namespace BlazorLake.Domain.Tests.Rules.Matching;

/// <summary>Where a rule is tried the index decides and the plain evaluator explains: they must say the same, and what runs live says.</summary>
public sealed class RuleProbeTests
{
    [Fact]
    public void Matches_AnyRuleAndEvent_IsWhatTheExplanationAndTheLiveRulesSay() => Gen.Select(MatcherGen.Conditions, MatcherGen.Events.Array[1, 5]).Sample((condition, events) =>
    {
        var rule = Rule.Saved("{'name':'r','stream':'s'}");
        rule = rule with { Definition = rule.Definition with { Match = condition } };
        var probe = new RuleProbe(rule.Definition, ParameterValues.None);
        var live = RuleSet.Compile(new ActiveRules(1, [rule]));
        var tested = RuleTester.RunEvents(rule.Definition, events, Rule.Now).Results;
        return events.Zip(tested).All(both =>
        {
            var (e, test) = both;
            var matched = probe.Matches(e);
            return matched == probe.Explain(e).Matched
                && matched == live.Evaluate(e, Rule.Now).Occurrences is [_]
                && matched == test.Matched
                && matched == JsonDocument.Parse(test.Explanation!).RootElement.GetProperty("result").GetBoolean();
        });
    }, iter: 3_000);

    [Fact]
    public void Matches_WithValues_UsesThose()
    {
        var rule = Rule.Read("{'name':'r','stream':'s','parameters':[{'name':'limit','type':'number'}],'match':{'field':'n','op':'gt','value':{'param':'limit'}}}");
        var probe = new RuleProbe(rule, new ParameterValues(new Dictionary<string, ParameterValue> { ["limit"] = ParameterValue.Of(Scalar.OfNumber("5")) }));
        Assert.Equal([false, true], new[] { 5, 6 }.Select(n => probe.Matches(Rule.Event($"{{'n':{n}}}"))));
        Assert.Equal([false, true], new[] { 5, 6 }.Select(n => probe.Explain(Rule.Event($"{{'n':{n}}}")).Matched));
    }
}
