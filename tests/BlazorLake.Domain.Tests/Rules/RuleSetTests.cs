using System.Text.Json;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Tests.Rules;

public sealed class RuleSetTests
{
    private static RuleSet Compile(params SavedRule[] rules) => RuleSet.Compile(new ActiveRules(7, rules));

    [Fact]
    public void Evaluate_OfMatchingEvent_IsTheOccurrenceWithItsEvidence()
    {
        var rule = Rule.Saved("""
            {'name':'Large','stream':'s','severity':'critical','match':{'field':'total','op':'gt','value':100},'key':['customerId'],
            'message':{'title':'{{ rule.name }} {{data.total}}','body':'{{ data.items.sku }} for {{ key.customerId }} at {{ event.time }}{{ data.none }}'}}
            """);
        var e = Rule.Event("{'total':100.50,'customerId':'17850','items':[{'sku':'x'},{'sku':2}]}", id: "e1");
        var occurrence = Assert.Single(Compile(rule).Evaluate(e, Rule.Now.AddSeconds(1)).Occurrences);
        Assert.Equal(rule.Id, occurrence.RuleId);
        Assert.Equal(3, occurrence.RuleVersion);
        Assert.Equal(Severity.Critical, occurrence.Severity);
        Assert.Equal("{\"customerId\":\"17850\"}", occurrence.Key);
        Assert.Equal(Rule.Now, occurrence.At);
        Assert.Equal(Rule.Now.AddSeconds(1), occurrence.RecordedAt);
        Assert.Equal("e1", Assert.Single(occurrence.Events).Id);
        Assert.Equal("{\"field\":\"total\",\"op\":\"gt\",\"value\":100,\"actual\":100.50,\"result\":true}", occurrence.Explanation);
        Assert.Equal("Large 100.50", occurrence.Title);
        Assert.Equal("x, 2 for 17850 at 2026-01-31T09:00:00Z", occurrence.Body);
        Assert.Null(occurrence.Parameters);
        Assert.False(occurrence.IsShadow);
    }

    [Theory]
    [InlineData("{'k':1}", "{'k':1.0}", true)]
    [InlineData("{'k':1}", "{'k':'1'}", false)]
    [InlineData("{'k':true}", "{'k':'true'}", false)]
    [InlineData("{'k':'A'}", "{'k':'a'}", false)]
    [InlineData("{'k':1e2}", "{'k':100}", true)]
    public void Evaluate_OfTwoKeys_AreTheSameByValue(string left, string right, bool isSame)
    {
        var rules = Compile(Rule.Saved("{'name':'r','stream':'s','key':['k']}"));
        Assert.Equal(isSame, KeyOf(left) == KeyOf(right));

        string KeyOf(string data) => Assert.Single(rules.Evaluate(Rule.Event(data), Rule.Now).Occurrences).Key;
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{'k':null}")]
    [InlineData("{'k':{}}")]
    [InlineData("{'k':['a']}")]
    [InlineData("{'k':[]}")]
    public void Evaluate_OfEventWithoutKeyValue_IsLeftOutAndCounted(string data)
    {
        var rule = Rule.Saved("{'name':'r','stream':'s','key':['$id','k']}");
        var evaluation = Compile(rule).Evaluate(Rule.Event(data), Rule.Now);
        Assert.Empty(evaluation.Occurrences);
        Assert.Equal([rule.Id], evaluation.WithoutKey);
    }

    [Fact]
    public void Evaluate_OfRuleWithoutKey_HasOneKeyForAll() =>
        Assert.Equal("{}", Assert.Single(Compile(Rule.Saved("{'name':'r','stream':'s'}")).Evaluate(Rule.Event("{}"), Rule.Now).Occurrences).Key);

    [Fact]
    public void Evaluate_OfTheSameEventAgain_GivesTheSameIdAndOfAnyOtherAnother()
    {
        var rule = Rule.Saved("{'name':'r','stream':'s'}");
        var other = Rule.Saved("{'name':'r','stream':'s'}") with { Id = new RuleId(Guid.CreateVersion7(Rule.Now.AddDays(1))) };
        var first = Compile(rule, other).Evaluate(Rule.Event("{'a':1}"), Rule.Now).Occurrences;
        var again = Compile(rule, other).Evaluate(Rule.Event("{'a':1}"), Rule.Now.AddDays(1)).Occurrences;
        var next = Compile(rule).Evaluate(Rule.Event("{'a':1}", id: "2"), Rule.Now).Occurrences;
        Assert.Equal(first.Select(o => o.Id), again.Select(o => o.Id));
        Assert.Equal(3, first.Concat(next).Select(o => o.Id).Distinct().Count());
    }

    [Fact]
    public void Evaluate_OfOtherStream_IsNothing() =>
        Assert.Same(Domain.Evaluation.Evaluation.Nothing, Compile(Rule.Saved("{'name':'r','stream':'s'}")).Evaluate(Rule.Event("{}", stream: "t"), Rule.Now));

    [Fact]
    public void Evaluate_ByState_RunsEnabledAndShadow()
    {
        var rules = Compile([.. Enum.GetValues<RuleState>().Select(s => Rule.Saved("{'name':'r','stream':['s','t']}", s))]);
        Assert.Equal(7, rules.Revision);
        Assert.Equal([false, true], rules.Evaluate(Rule.Event("{}", stream: "t"), Rule.Now).Occurrences.Select(o => o.IsShadow));
    }

    [Fact]
    public void Compile_WithBrokenRule_RunsTheOthers()
    {
        var broken = Rule.Saved("{'name':'r','stream':'s'}") with { Definition = RuleReader.ReadSaved("{\"name\":\"old\",\"stream\":\"s\",\"match\":7}") };
        var impossible = Rule.Saved("{'name':'r','stream':'s'}");
        impossible = impossible with { Definition = impossible.Definition with { Message = new RuleMessage("{{ nonsense") } };
        var rules = Compile(broken, impossible, Rule.Saved("{'name':'good','stream':'s'}"));
        Assert.Equal(2, rules.Broken.Count);
        Assert.Equal("good", Assert.Single(rules.Evaluate(Rule.Event("{}"), Rule.Now).Occurrences).Title);
    }

    [Fact]
    public void Evaluate_WithRuleThatBreaks_TellsItAndRunsTheOthers()
    {
        var rule = Rule.Saved("{'name':'r','stream':'s','match':{'field':'a','op':'contains','value':'x'}}");
        // Half a surrogate pair never passes ingest; if it did, one rule must not stop the rest.
        var evaluation = Compile(rule, Rule.Saved("{'name':'good','stream':'s'}")).Evaluate(Rule.Event("{'a':'\\ud800'}"), Rule.Now);
        Assert.Equal(rule.Id, Assert.Single(evaluation.Failures).RuleId);
        Assert.Single(evaluation.Occurrences);
    }

    [Fact]
    public void Evaluate_OfRuleWithParameters_RunsOnceWithTheDefaults()
    {
        const string Json = """
            {'name':'r','stream':'s','parameters':[{'name':'limit','type':'number','default':1.50},{'name':'sizes','type':'list','default':['S',2.0]}],
            'match':{'all':[{'field':'a','op':'gte','value':{'param':'limit'}},{'field':'b','op':'in','value':{'param':'sizes'}}]},
            'message':{'body':'over {{ parameters.limit }} of {{ parameters.sizes }}'}}
            """;
        var occurrence = Assert.Single(Compile(Rule.Saved(Json)).Evaluate(Rule.Event("{'a':1.5,'b':2}"), Rule.Now).Occurrences);
        Assert.Equal("{\"limit\":1.5,\"sizes\":[\"S\",2]}", occurrence.Parameters);
        Assert.Equal("over 1.50 of S, 2.0", occurrence.Body);
        var explanation = JsonDocument.Parse(occurrence.Explanation).RootElement.GetProperty("all");
        Assert.Equal("limit", explanation[0].GetProperty("param").GetString());
        Assert.Empty(Compile(Rule.Saved(Json)).Evaluate(Rule.Event("{'a':1.4,'b':2}"), Rule.Now).Occurrences);
    }

    [Fact]
    public void Evaluate_OfParameterWithoutDefault_WaitsForSubscriptions()
    {
        var rules = Compile(Rule.Saved("{'name':'r','stream':'s','parameters':[{'name':'limit','type':'number'}]}"));
        Assert.Empty(rules.Evaluate(Rule.Event("{}"), Rule.Now).Occurrences);
        Assert.Empty(rules.Broken);
    }

    [Fact]
    public void Evaluate_OfHugeAndHostileValues_StaysBounded()
    {
        var rule = Rule.Saved("""
            {'name':'r','stream':'s','match':{'all':[{'field':'a','op':'in','value':[VALUES]},{'field':'t','op':'exists'},{'field':'o','op':'exists'}]},
            'message':{'title':'{{ data.t }}','body':'{{ data.t }}{{ data.a }}'}}
            """.Replace("VALUES", string.Join(',', Enumerable.Range(0, 10_000)), StringComparison.Ordinal));
        var text = "<b>\\u0000\\n" + string.Concat(Enumerable.Repeat("😀", 50_000));
        var data = $"{{'a':[{string.Join(',', Enumerable.Range(0, 5_000))}],'t':'{text}','o':{{'x':'{text}'}}}}";
        var occurrence = Assert.Single(Compile(rule).Evaluate(Rule.Event(data), Rule.Now).Occurrences);
        Assert.InRange(occurrence.Explanation.Length, 100, 3_000);
        Assert.InRange(occurrence.Title.Length, RuleLimits.TitleLength - 1, RuleLimits.TitleLength);
        Assert.InRange(occurrence.Body.Length, RuleLimits.BodyLength - 1, RuleLimits.BodyLength);
        Assert.DoesNotContain('\0', occurrence.Title + occurrence.Body + occurrence.Explanation);
        Assert.DoesNotContain('\n', occurrence.Title);
        var explanation = JsonDocument.Parse(occurrence.Explanation).RootElement.GetProperty("all");
        Assert.Equal(10_000, explanation[0].GetProperty("valueCount").GetInt32());
        Assert.Equal(5_000, explanation[0].GetProperty("actualCount").GetInt32());
    }

    [Fact]
    public void Evaluate_OfGroupsAsDeepAsTheDocumentAllows_Works()
    {
        const int Depth = 490;
        var match = string.Concat(Enumerable.Repeat("{'none':[", Depth)) + "{'field':'a','op':'exists'}" + string.Concat(Enumerable.Repeat("]}", Depth));
        var rules = Compile(Rule.Saved($"{{'name':'r','stream':'s','match':{match}}}"));
        Assert.Single(rules.Evaluate(Rule.Event("{'a':1}"), Rule.Now).Occurrences);
        Assert.Empty(rules.Evaluate(Rule.Event("{}"), Rule.Now).Occurrences);
    }

    [Fact]
    public async Task Evaluate_OnManyThreads_IsAsOnOne()
    {
        var rules = Compile([.. Enumerable.Range(0, 20).Select(i => Rule.Saved($"{{'name':'r','stream':'s','match':{{'field':'n','op':'eq','value':{i}}},'key':['k']}}"))]);
        var tasks = Enumerable.Range(0, 8).Select(t => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
                Assert.Equal($"{{\"k\":\"{t}-{i}\"}}", Assert.Single(rules.Evaluate(Rule.Event($"{{'n':{i % 20}.0,'k':'{t}-{i}'}}"), Rule.Now).Occurrences).Key);
        }));
        await Task.WhenAll(tasks);
    }
}
