using BlazorLake.Domain.Rules.Matching.Clauses;
using BlazorLake.Domain.Rules.Matching.Scales;

namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>Makes the tests of clauses once scales are sealed, the one most likely to fail first.</summary>
internal sealed class ClauseTester(ScaleTable scales, CheckTable checks)
{
    private readonly List<Test> _tests = [];
    private readonly List<MatcherIndex.Rest> _rests = [];

    /// <summary>Tests beyond those of the candidates.</summary>
    public Test[] Tests => [.. _tests];

    public MatcherIndex.Rest[] Rests => [.. _rests];

    /// <param name="used">Bits of literals that hold wherever the clause is met.</param>
    public Candidate Of(Clause clause, ulong used, int rule)
    {
        var tests = TestsOf(clause, used);
        var own = tests is [{ Check: null, IsNegated: false }, ..] ? 1 : 0;
        var outcome = rule;
        if (tests.Length > own)
        {
            _rests.Add(new MatcherIndex.Rest(_tests.Count, tests.Length - own, rule));
            _tests.AddRange(tests.AsSpan(own));
            outcome = ~(_rests.Count - 1);
        }

        return own > 0 ? new Candidate(tests[0].Dimension, tests[0].Low, (uint)(tests[0].High - tests[0].Low), outcome) : Candidate.Always(outcome);
    }

    public Test[] AllOf(Clause clause) => TestsOf(clause, 0);

    private Test[] TestsOf(Clause clause, ulong used)
    {
        var literals = new List<(double Weight, Literal Literal)>(clause.Literals.Count);
        for (var i = 0; i < clause.Literals.Count; i++)
        {
            var literal = clause.Literals[i];
            var isUsed = i < 64 && (used & (1UL << i)) != 0;
            if (literal.IsHint || (isUsed && IsSure(literal)))
                continue;
            // What it was found by holds but for fields with several values.
            literals.Add((isUsed ? 2.5 : WeightOf(literal), literal));
        }

        literals.Sort(static (a, b) => a.Weight.CompareTo(b.Weight));
        return [.. literals.Select(l => Of(l.Literal))];
    }

    /// <summary>Whether being found by it means that it holds: not for limits, of which several values of a field can meet one each.</summary>
    private static bool IsSure(Literal literal) => literal.Kind != LiteralKind.Interval || literal.Form == 0;

    private double WeightOf(Literal literal) => literal.Kind == LiteralKind.Check ? 3
        : literal.IsNegated ? 2 - Selectivity.ShareOf(literal, scales, checks)
        : literal.Kind == LiteralKind.Points ? 1.5
        : Selectivity.ShareOf(literal, scales, checks);

    private Test Of(Literal literal)
    {
        switch (literal.Kind)
        {
            case LiteralKind.Point:
                return new Test(null, literal.Dimension, literal.A, literal.A, literal.IsNegated);
            case LiteralKind.Points:
                return Of(checks.CheckOfSet(literal.A), literal.IsNegated);
            case LiteralKind.Interval:
                var (low, high) = ((IntervalScale)scales.All[literal.Dimension]).IntervalOf(literal.A, literal.B, literal.Form);
                if (low > high)
                    return literal.IsNegated ? Test.Always : Test.Never;
                return new Test(null, literal.Dimension, low, high, literal.IsNegated);
            default:
                return Of(literal.A, literal.IsNegated);
        }
    }

    private Test Of(int check, bool isNegated) => new(checks[check], 0, check, check, isNegated);
}
