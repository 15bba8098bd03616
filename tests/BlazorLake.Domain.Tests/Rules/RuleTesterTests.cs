using System.Text.Json;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Rules.Reading;

namespace BlazorLake.Domain.Tests.Rules;

public sealed class RuleTesterTests
{
    [Fact]
    public void Run_OfEventsInTheirOrder_SaysForEachWhetherAndWhy()
    {
        var test = Run("{'name':'r','stream':'s','match':{'field':'a','op':'gt','value':1},'key':['k']}",
            "[{'data':{'a':2,'k':'x'}},{'data':{'a':1,'k':'x'}},{'data':{'a':2}},{'data':{'a':2,'k':'x'},'stream':'other'}]");
        Assert.Equal([true, false, true, false], test.Results.Select(r => r.Matched));
        Assert.Equal([true, true, false, true], test.Results.Select(r => r.HasKey));
        Assert.Null(test.Results[3].Explanation);
        Assert.Equal("event-1", Assert.Single(Assert.Single(test.Occurrences).Events).Id);
    }

    [Fact]
    public void Run_OfTimesOutOfOrder_NeverTurnsAKeysClockBack()
    {
        var test = Run("{'name':'r','stream':'s','key':['k']}", """
            [{'data':{'k':1},'time':'2026-01-31T10:00:00Z'},{'data':{'k':1.0},'time':'2026-01-31T09:00:00Z'},
            {'data':{'k':2},'time':'2026-01-31T09:30:00+01:00'},{'data':{'k':1},'time':'2026-01-31T11:00:00Z'}]
            """);
        Assert.Equal([10, 10, 8.5, 11], test.Occurrences.Select(o => o.At.TimeOfDay.TotalHours));
    }

    [Fact]
    public void Run_OfOneEventTwice_FiresOnce()
    {
        var test = Run("{'name':'r','stream':'s'}", "[{'data':{},'id':'x'},{'data':{},'id':'x'},{'data':{},'id':'x','source':'/other'}]");
        Assert.Equal([false, true, false], test.Results.Select(r => r.IsDuplicate));
        Assert.Equal(2, test.Occurrences.Count);
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("[1]", "/0")]
    [InlineData("[{}]", "/0/data")]
    [InlineData("[{'data':[]}]", "/0/data")]
    [InlineData("[{'data':{'a':'\\ud800'}}]", "/0/data")]
    [InlineData("[{'data':{'a':1,'a':2}}]", "/0/data")]
    [InlineData("[{'data':{},'time':'2026-01-31T09:00:00'}]", "/0/time")]
    [InlineData("[{'data':{},'time':'0000-01-01T00:00:00Z'}]", "/0/time")]
    [InlineData("[{'data':{},'time':'0001-01-01T00:00:00+01:00'}]", "/0/time")]
    [InlineData("[{'data':{},'stream':'A'}]", "/0/stream")]
    [InlineData("[{'data':{},'tiem':'x'}]", "/0/tiem")]
    public void ReadAll_OfNoEvents_SaysWhere(string json, string pointer) =>
        Assert.Equal(["/events" + pointer], SampleEventReader.ReadAll(JsonDocument.Parse(Rule.Quote(json)).RootElement, "/events").Errors.Select(e => e.Pointer));

    [Theory]
    [InlineData("{'data':{'a':2}}", true, true)]
    [InlineData("{'a':2}", true, true)]
    [InlineData("{'a':1}", false, true)]
    [InlineData("{'a':1}", true, false)]
    [InlineData("{'data':{'a':2},'extra':1}", false, true)]
    public void Validate_OfExample_HoldsTheRuleToIt(string example, bool fires, bool isValid)
    {
        var json = $"{{'name':'r','stream':'s','match':{{'field':'a','op':'gt','value':1}},'examples':[{{'events':[],'fires':false}},{{'events':[{example}],'fires':{(fires ? "true" : "false")}}}]}}";
        var reading = RuleValidator.Validate(Rule.Quote(json), Rule.Now);
        if (isValid)
            Assert.IsType<RuleReading.Valid>(reading);
        else
            Assert.Equal("/examples/1/fires", Assert.Single(Assert.IsType<RuleReading.Invalid>(reading).Errors).Pointer);
    }

    [Fact]
    public void Validate_OfExamplesWithoutDefaults_SaysWhatIsMissing()
    {
        var json = Rule.Quote("{'name':'r','stream':'s','parameters':[{'name':'p','type':'number'}],'examples':[{'events':[{}],'fires':true}]}");
        Assert.Equal("/examples", Assert.Single(Assert.IsType<RuleReading.Invalid>(RuleValidator.Validate(json, Rule.Now)).Errors).Pointer);
    }

    private static RuleTest Run(string rule, string events) =>
        RuleTester.Run(Rule.Read(rule), SampleEventReader.ReadAll(JsonDocument.Parse(Rule.Quote(events)).RootElement, "").Events, Rule.Now);
}
