using BlazorLake.Domain.Rules.Matching.Clauses;
using BlazorLake.Domain.Rules.Matching.Scales;

namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>How often a literal is likely to hold, from what the rules alone say: the more values they tell apart on a field, the rarer each.</summary>
internal static class Selectivity
{
    /// <summary>From 0, never, to 1, always.</summary>
    public static double ShareOf(Literal literal, ScaleTable scales, CheckTable checks)
    {
        var scale = scales.All[literal.Dimension];
        switch (literal.Kind)
        {
            case LiteralKind.Point when scale is PresenceScale:
                return 0.9;
            case LiteralKind.Point when scale is PointScale points && points.IsConstant(literal.A):
                return 0.5;
            case LiteralKind.Point:
                return 0.5 / (scale.OperandCount + 1);
            case LiteralKind.Points:
                return Math.Min(0.9, 0.5 * (checks.PointsOf(literal.A).Length + 1) / (scale.OperandCount + 1));
            default:
                var interval = (IntervalScale)scale;
                var (low, high) = interval.IntervalOf(literal.A, literal.B, literal.Form);
                var isOpen = literal.Form is not 0 && !literal.Form.HasFlag(IntervalForm.HasLow | IntervalForm.HasHigh);
                // Where rules put their limits is where the values are; of a range with one end only half is known.
                return Math.Max(interval.ShareOf(low, high), isOpen ? 0.3 : 0);
        }
    }
}
