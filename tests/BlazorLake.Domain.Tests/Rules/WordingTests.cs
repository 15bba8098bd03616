using BlazorLake.Domain.Rules.Wording;

namespace BlazorLake.Domain.Tests.Rules;

public sealed class WordingTests
{
    [Theory]
    [InlineData("{'field':'total','op':'gt','value':100}", "total is more than 100")]
    [InlineData("{'all':[{'field':'total','op':'gt','value':100},{'field':'country','op':'eq','value':'FR'}]}", "total is more than 100 and country is FR")]
    [InlineData(
        "{'all':[{'field':'total','op':'gt','value':100},{'any':[{'field':'country','op':'in','value':['FR','DE']},{'field':'customer.tier','op':'eq','value':'gold'}]}]}",
        "total is more than 100, and (country is FR or DE, or customer tier is gold)")]
    [InlineData("{'none':[{'field':'a','op':'exists'},{'field':'b','op':'missing'}]}", "none of (a exists or b is missing)")]
    [InlineData("{'none':[{'field':'a','op':'eq','value':true}]}", "not (a is true)")]
    [InlineData("{'all':[{'any':[{'all':[{'field':'a','op':'exists'}]}]}]}", "a exists")]
    [InlineData("{'all':[]}", "anything holds")]
    [InlineData("{'any':[]}", "nothing holds")]
    [InlineData("{'field':'a','op':'notIn','value':['FR','DE','IT']}", "a is neither FR, DE nor IT")]
    [InlineData("{'field':'a','op':'in','value':['FR']}", "a is FR")]
    [InlineData("{'field':'a','op':'in','value':[1,2,3,4,5,6,7,8,9]}", "a is one of 9 values (1, 2, 3, …)")]
    [InlineData("{'field':'a','op':'between','value':[1,2.50]}", "a is between 1 and 2.50")]
    [InlineData("{'field':'a','op':'lt','otherField':'b.c'}", "a is less than b c")]
    [InlineData("{'field':'$time','op':'gte','value':'2026-01-31T09:00:00Z'}", "event time is at least 2026-01-31T09:00:00Z")]
    [InlineData("{'field':'a','op':'eq','value':'1'}", "a is “1”")]
    [InlineData("{'field':'a','op':'eq','value':'true'}", "a is “true”")]
    [InlineData("{'field':'a','op':'eq','value':''}", "a is “”")]
    [InlineData("{'field':'a','op':'eq','value':'x and b is y'}", "a is “x and b is y”")]
    [InlineData("{'field':'a','op':'startsWith','value':'C','ignoreCase':true}", "a starts with C in any letter case")]
    [InlineData("{'any':[{'field':'a','op':'notIn','value':['FR','DE',null]},{'field':'a','op':'eq','value':null}]}", "a is anything but FR or DE")]
    [InlineData("{'any':[{'field':'a','op':'notIn','value':['C',null],'ignoreCase':true},{'field':'a','op':'eq','value':null}]}", "a is anything but C in any letter case")]
    [InlineData("{'any':[{'field':'a','op':'notIn','value':[1,2,3,4,5,6,7,8,9,null]},{'field':'a','op':'eq','value':null}]}", "a is anything but 9 values (1, 2, 3, …)")]
    [InlineData("{'any':[{'field':'a','op':'notIn','value':['FR','DE']},{'field':'a','op':'eq','value':null}]}", "a is neither FR nor DE, or a is null")]
    [InlineData("{'any':[{'field':'a','op':'notIn','value':['FR',null]},{'field':'b','op':'eq','value':null}]}", "a is neither FR nor null, or b is null")]
    [InlineData("{'any':[{'field':'a','op':'notIn','value':[null]},{'field':'a','op':'eq','value':null}]}", "a is not null or a is null")]
    public void Sentence_OfCondition_ReadsLikeEnglish(string match, string expected) =>
        Assert.Equal(expected, RuleSentence.Of(Rule.WithMatch(match).Match).Text);

    [Fact]
    public void Sentence_OfWholeRule_SaysAllOfIt()
    {
        var sentence = RuleSentence.Of(Rule.Read("""
            {'name':'r','stream':'shop.cart','severity':'warning','parameters':[{'name':'limit','type':'number','default':100}],
            'match':{'field':'total','op':'gt','value':{'param':'limit'}},'key':['customerId','country'],'cooldown':'PT15M','resolveAfter':'P1D'}
            """));
        Assert.Equal(
            "When an event arrives on shop.cart where total is more than limit (100 unless set), alert with severity warning, one per customerId and country, "
            + "at most every 15 minutes, resolved after 1 day without another.",
            sentence.Text);
        Assert.Equal(SegmentKind.Field, Assert.Single(sentence.Segments, s => s.Text == "total").Kind);
        Assert.Equal(SegmentKind.Duration, Assert.Single(sentence.Segments, s => s.Text == "15 minutes").Kind);
    }

    [Fact]
    public void Sentence_OfSmallestRule_SaysEveryEvent() =>
        Assert.Equal("When an event arrives on s, alert with severity info.", RuleSentence.Of(Rule.Read("{'name':'r','stream':'s'}")).Text);

    [Theory]
    [InlineData("'name':'b'", "Name: a → b")]
    [InlineData("'name':'a','severity':'critical'", "Severity: info → critical")]
    [InlineData("'name':'a','tags':['x']", "Tag added: x")]
    [InlineData("'name':'a','cooldown':'PT15M'", "Least time between notifications: none → 15 minutes")]
    [InlineData("'name':'a','key':['k']", "Key: one for all → k")]
    [InlineData("'name':'a','description':'x'", "Description added")]
    [InlineData("'name':'a','message':{'title':'x'}", "Message title: the rule's name → x")]
    [InlineData("'name':'a','parameters':[{'name':'p','type':'number','default':1}]", "Parameter added: p, number, 1")]
    [InlineData("'name':'a','examples':[{'events':[{}],'fires':true}]", "Examples: 0 → 1")]
    [InlineData("'name':'a','match':{'field':'x','op':'gt','value':1}", "Condition added: x is more than 1")]
    public void Difference_OfOneChange_SaysIt(string members, string expected) =>
        Assert.Equal([expected], RuleDifference.Between(Rule.Read("{'name':'a','stream':'s'}"), Rule.Read($"{{{members},'stream':'s'}}")));

    [Theory]
    [InlineData("{'all':[{'field':'x','op':'gt','value':1}]}", "{'all':[{'field':'x','op':'gt','value':2}]}", "Condition changed: x is more than 1 → x is more than 2")]
    [InlineData("{'all':[{'field':'x','op':'gt','value':1}]}", "{'all':[{'field':'x','op':'gt','value':1},{'field':'y','op':'exists'}]}", "Condition added: y exists")]
    [InlineData("{'all':[{'field':'x','op':'exists'},{'field':'y','op':'exists'}]}", "{'all':[{'field':'y','op':'exists'}]}", "Condition removed: x exists")]
    [InlineData("{'all':[{'field':'x','op':'exists'},{'field':'y','op':'exists'}]}", "{'any':[{'field':'x','op':'exists'},{'field':'y','op':'exists'}]}", "Conditions are grouped otherwise: x exists or y exists")]
    public void Difference_OfConditions_SaysWhat(string before, string after, string expected) =>
        Assert.Equal([expected], RuleDifference.Between(Rule.WithMatch(before), Rule.WithMatch(after)));
}
