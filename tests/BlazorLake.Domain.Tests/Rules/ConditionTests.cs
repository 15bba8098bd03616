namespace BlazorLake.Domain.Tests.Rules;

public sealed class ConditionTests
{
    [Theory]
    [MemberData(nameof(ConditionCases.Equality), MemberType = typeof(ConditionCases))]
    [MemberData(nameof(ConditionCases.Lists), MemberType = typeof(ConditionCases))]
    [MemberData(nameof(ConditionCases.Order), MemberType = typeof(ConditionCases))]
    [MemberData(nameof(ConditionCases.Texts), MemberType = typeof(ConditionCases))]
    [MemberData(nameof(ConditionCases.Patterns), MemberType = typeof(ConditionCases))]
    [MemberData(nameof(ConditionCases.Networks), MemberType = typeof(ConditionCases))]
    [MemberData(nameof(ConditionCases.Presence), MemberType = typeof(ConditionCases))]
    [MemberData(nameof(ConditionCases.Arrays), MemberType = typeof(ConditionCases))]
    [MemberData(nameof(ConditionCases.OtherFields), MemberType = typeof(ConditionCases))]
    [MemberData(nameof(ConditionCases.Groups), MemberType = typeof(ConditionCases))]
    [MemberData(nameof(ConditionCases.Paths), MemberType = typeof(ConditionCases))]
    public void Holds_OfCase_AsSaid(string words, string match, string data, bool expected) =>
        Assert.True(Rule.Holds(match, data) == expected, $"{words}: {match} on {data} should be {expected}");

    [Theory]
    [InlineData("$id", "eq", "'1'", true)]
    [InlineData("$source", "startsWith", "'/streams/'", true)]
    [InlineData("$type", "eq", "'s'", true)]
    [InlineData("$time", "eq", "'2026-01-31T10:00:00+01:00'", true)]
    [InlineData("$time", "ne", "'2026-01-31T10:00:00+01:00'", false)]
    [InlineData("$time", "in", "['2026-01-31T10:00:00+01:00']", true)]
    [InlineData("$time", "gte", "'2026-01-31T09:00:00.000000001Z'", false)]
    [InlineData("$time", "between", "['2026-01-31T00:00Z','2026-02-01T00:00Z']", true)]
    [InlineData("$time", "startsWith", "'2026-01-31T09'", true)]
    [InlineData("$time", "ne", "null", true)]
    public void Holds_OfAttribute_AsSaid(string field, string op, string value, bool expected) =>
        Assert.Equal(expected, Rule.Holds($"{{'field':'{field}','op':'{op}','value':{value}}}", "{'id':2}"));

    [Fact]
    public void Holds_SubjectThatTheEventLacks_IsMissing()
    {
        Assert.True(Rule.Holds("{'field':'$subject','op':'missing'}", "{'$subject':'x'}"));
        Assert.True(Rule.Holds("{'field':'\\'$subject\\'','op':'exists'}".Replace("\\'", "\\\"", StringComparison.Ordinal), "{'$subject':'x'}"));
    }
}
