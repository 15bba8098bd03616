using BlazorLake.Domain.Rules.Matching.Scales;

namespace BlazorLake.Domain.Rules.Matching.Clauses;

/// <summary>"More than" and "less than" on one scale make a range by which a rule is found; each is still tested, because in an array different elements may meet them.</summary>
internal static class RangeHints
{
    public static void Add(Clause clause)
    {
        for (var i = 0; i < clause.Literals.Count; i++)
        {
            if (clause.Literals[i] is not { Kind: LiteralKind.Interval, IsNegated: false, IsHint: false } low || !IsOnly(low, IntervalForm.HasLow))
                continue;
            var other = clause.Literals.FindIndex(l => l is { Kind: LiteralKind.Interval, IsNegated: false, IsHint: false } && l.Dimension == low.Dimension && IsOnly(l, IntervalForm.HasHigh));
            if (other >= 0)
                clause.Literals.Add(low with { B = clause.Literals[other].B, Form = low.Form | clause.Literals[other].Form, IsHint = true });
        }
    }

    private static bool IsOnly(Literal literal, IntervalForm end) => (literal.Form & (IntervalForm.HasLow | IntervalForm.HasHigh)) == end;
}
