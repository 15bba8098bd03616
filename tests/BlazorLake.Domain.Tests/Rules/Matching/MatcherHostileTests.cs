using System.Diagnostics;
using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Tests.Rules.Matching;

/// <summary>Rules and events made to be slow. What is exact about each is checked; the time is only held against what would be a hang.</summary>
public sealed class MatcherHostileTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    [Fact]
    public void Match_OfTenThousandPatternsOnOneField_IsRightAndReturns()
    {
        Condition[] conditions = [.. Enumerable.Range(0, 10_000).Select(i => Compare("t", OperatorKind.Like, $"*{new string('a', 1 + (i % 40))}{i}*{new string('a', i % 7)}b"))];
        var text = new string('a', 250_000) + "1234ab";
        InTime(() => Assert.Equal(
            Enumerable.Range(0, 10_000).Where(i => LikePattern.TryParse($"*{new string('a', 1 + (i % 40))}{i}*{new string('a', i % 7)}b", out var like) && like.IsMatch(text)),
            new Matched(conditions).Of(Text(text))));
    }

    [Fact]
    public void Match_OfMegabyteStringsAndPrefixesOfPrefixes_IsRightAndReturns()
    {
        Condition[] conditions = [.. Enumerable.Range(0, 2_000).Select(i => Compare("t", i % 2 == 0 ? OperatorKind.StartsWith : OperatorKind.EndsWith, new string('a', i + 1)))];
        InTime(() => Assert.Equal(Enumerable.Range(0, 2_000), new Matched(conditions).Of(Text(new string('a', 1_000_000)))));
        InTime(() => Assert.Equal(Enumerable.Range(0, 100), new Matched(conditions).Of(Text(new string('a', 100)))));
    }

    [Fact]
    public void Match_OfLongArraysOfTheSameValue_LooksAtItOnce()
    {
        Condition[] conditions = [.. Enumerable.Range(0, 5_000).Select(i => new Condition.All([Compare("t", OperatorKind.Eq, "x"), Compare("u", OperatorKind.Eq, $"{i}")]))];
        var e = Rule.RawEvent(Encoding.UTF8.GetBytes($"{{\"t\":[{string.Join(',', Enumerable.Repeat("\"x\",\"y\"", 30_000))}],\"u\":\"7\"}}"));
        InTime(() => Assert.Equal([7], new Matched(conditions).Of(e)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Match_OfARuleOfTenThousandConditions_IsRightAndReturns(bool isAny)
    {
        Condition[] parts = [.. Enumerable.Range(0, 10_000).Select(i => new Condition.Any([Compare("t", OperatorKind.Eq, $"{i}"), Compare("u", OperatorKind.Contains, "x")]))];
        var condition = isAny ? (Condition)new Condition.Any(parts) : new Condition.All(parts);
        var matched = new Matched([condition]);
        InTime(() =>
        {
            Assert.Equal([0], matched.Of(Rule.Event("{'u':'x'}")));
            Assert.Equal(isAny ? [0] : [], matched.Of(Rule.Event("{'t':'9999','u':'y'}")));
            Assert.Empty(matched.Of(Rule.Event("{'t':'-1'}")));
        });
    }

    [Fact]
    public void Match_OfExpressionsThatExplodeElsewhere_Returns()
    {
        var matched = new Matched([Compare("t", OperatorKind.Regex, "^(a+)+$"), Compare("t", OperatorKind.Regex, "(a|a)*b"), Compare("t", OperatorKind.Regex, "(.*)*x")]);
        InTime(() => Assert.Equal([], matched.Of(Text(new string('a', 50_000) + "!"))));
    }

    [Theory]
    [InlineData("((a{500}){500}){500}")]
    [InlineData("(?=a)b")]
    [InlineData("(a)\\\\1")]
    public void Read_OfExpressionThatWouldBeSlow_IsRefusedWithTheReason(string pattern) =>
        Assert.Contains("no event can make it slow", Assert.Single(Rule.Errors($"{{'name':'r','stream':'s','match':{{'field':'a','op':'regex','value':'{pattern}'}}}}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("gte", "1", true)]
    [InlineData("gt", "1", false)]
    [InlineData("lte", "1", true)]
    [InlineData("lt", "1", false)]
    [InlineData("eq", "1.0", true)]
    [InlineData("ne", "1", false)]
    [InlineData("gt", "0.99999999999999999999", false)]
    [InlineData("gt", "0.9999", true)]
    [InlineData("between", "[1,1]", true)]
    public void Match_OfNumberBeyond28Digits_IsComparedAsDouble(string op, string value, bool expected)
    {
        var condition = Rule.WithMatch($"{{'field':'a','op':'{op}','value':{value}}}").Match;
        var others = new[] { "0.99999999999999999999", "1", "1.00000000000000000001" }.Select(l => Rule.WithMatch($"{{'field':'a','op':'gte','value':{l}}}").Match);
        var matched = new Matched([condition, .. others, new Condition.None([condition])]);
        var e = Rule.Event("{'a':1.00000000000000000000000000001}");
        Assert.Equal(matched.Expected(e), matched.Of(e));
        Assert.Equal(expected, matched.Of(e).Contains(0));
    }

    private static StreamEvent Text(string text) => Rule.RawEvent(Encoding.UTF8.GetBytes($"{{\"t\":\"{text}\"}}"));

    private static Condition.Comparison Compare(string field, OperatorKind op, string value) =>
        new(FieldPath.Of(field), Operators.Of(op), new Operand.One(new Term.Literal(Scalar.Of(value))));

    private static void InTime(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        Assert.True(watch.Elapsed < Hang, $"It took {watch.Elapsed}.");
    }
}
