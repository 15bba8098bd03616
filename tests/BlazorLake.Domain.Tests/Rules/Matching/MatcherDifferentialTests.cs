using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using CsCheck;

namespace BlazorLake.Domain.Tests.Rules.Matching;

/// <summary>The heart of it: whatever the rules and the event, the matcher says what the plain evaluator says.</summary>
public sealed class MatcherDifferentialTests
{
    /// <summary>Set to 1 for ten million pairs, as the nightly run does.</summary>
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("BLAZORLAKE_TEST_LONG") == "1";

    private static readonly Gen<Case> Cases = Gen.Select(MatcherGen.Conditions.Array[1, 40], MatcherGen.Events.Array[1, 9], (c, e) => new Case(c, e));

    /// <summary>Of about 100 pairs each: 200,000, or 10,000,000.</summary>
    [Fact]
    public void Match_OfRandomRulesAndEvents_IsAsThePlainEvaluator() => Cases.Sample(
        test =>
        {
            var matched = new Matched(test.Conditions);
            return Array.TrueForAll(test.Events, e => matched.Expected(e).AsSpan().SequenceEqual(matched.Of(e)));
        },
        iter: IsLong ? 100_000 : 2_000);

    /// <summary>Of two letters, so that texts lie within, before and behind each other in every way, and fours of them are often the same.</summary>
    [Fact]
    public void Match_OfManyTextsAlike_IsAsThePlainEvaluator()
    {
        var texts = RuleGen.OneOf('a', 'b').Array[0, 12].Select(t => new string(t));
        var conditions = Gen.Select(RuleGen.OneOf(OperatorKind.Contains, OperatorKind.StartsWith, OperatorKind.EndsWith, OperatorKind.Eq, OperatorKind.Like), texts, texts)
            .Select((op, text, other) => (Condition)Compare(op, Scalar.Of(op == OperatorKind.Like ? $"*{text}*{other}*" : text)));
        Sample(conditions, RuleGen.OneOf('a', 'b').Array[0, 40].Select(t => $"\"{new string(t)}\""));
    }

    /// <summary>Numbers of few digits, spelled with and without a point and an exponent, most of them limits too.</summary>
    [Fact]
    public void Match_OfManyLimitsNearTheValue_IsAsThePlainEvaluator()
    {
        var numbers = Gen.Select(Gen.Int[-120, 120], RuleGen.OneOf("", "0", "00", "000000000"), RuleGen.OneOf("", ".0", ".5", ".25", ".50000000000", ".000000000000001"), RuleGen.OneOf("", "", "", "e0", "E-2", "e+3"))
            .Select((n, zeros, decimals, exponent) => $"{n}{(n == 0 ? "" : zeros)}{decimals}{exponent}");
        var conditions = Gen.Select(RuleGen.OneOf(OperatorKind.Gt, OperatorKind.Gte, OperatorKind.Lt, OperatorKind.Lte, OperatorKind.Eq), numbers).Select((op, number) => (Condition)Compare(op, Scalar.OfNumber(number)));
        Sample(conditions, numbers);
    }

    private static void Sample(Gen<Condition> conditions, Gen<string> values) => Gen.Select(conditions.Array[1, 80], values.Array[1, 20]).Sample(
        (all, some) =>
        {
            var matched = new Matched(all);
            return Array.TrueForAll(some, value => Rule.RawEvent(Encoding.UTF8.GetBytes($"{{\"t\":{value}}}")) is var e && matched.Expected(e).AsSpan().SequenceEqual(matched.Of(e)));
        },
        iter: IsLong ? 10_000 : 200);

    private static Condition.Comparison Compare(OperatorKind op, Scalar operand) => new(FieldPath.Of("t"), Operators.Of(op), new Operand.One(new Term.Literal(operand)));

    /// <summary>In an array one element may be more than the one limit and another less than the other.</summary>
    [Theory]
    [InlineData("[0,10]", true)]
    [InlineData("[3]", true)]
    [InlineData("3", true)]
    [InlineData("[0]", false)]
    [InlineData("[10,11]", false)]
    [InlineData("[]", false)]
    public void Match_OfTwoLimitsOnAnArray_MayBeMetByDifferentElements(string value, bool expected)
    {
        var matched = new Matched([
            Rule.WithMatch("{'all':[{'field':'a','op':'gt','value':1},{'field':'a','op':'lt','value':5}]}").Match,
            Rule.WithMatch("{'field':'a','op':'between','value':[100,200]}").Match,
        ]);
        var e = Rule.Event($"{{'a':{value}}}");
        Assert.Equal(matched.Expected(e), matched.Of(e));
        Assert.Equal(expected, matched.Of(e).Contains(0));
    }

    private sealed record Case(Condition[] Conditions, StreamEvent[] Events)
    {
        public override string ToString() =>
            $"{string.Join("\n", Conditions.Select(RuleWriter.Write))}\n{string.Join("\n", Events.Select(e => $"{e.Id} {e.Subject} {e.Time:O} {Encoding.UTF8.GetString(e.Data.Span)}"))}";
    }
}
