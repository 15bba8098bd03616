using System.Text;
using BlazorLake.Domain.Rules.Matching.Scales;
using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Clauses;

/// <summary>Turns a comparison into literals that all hold exactly when it does. What no scale can express is left to checks.</summary>
internal sealed class LiteralMaker(ScaleTable scales, CheckTable checks, ParameterValues parameters)
{
    private const int AllKinds = (1 << (int)RawKind.Object) - 1;

    private readonly TextLiterals _texts = new(scales, checks);

    /// <param name="isNegated">Its negation is asked for: then it is one literal.</param>
    public void Add(Condition.Comparison comparison, bool isNegated, List<Literal> literals)
    {
        var first = literals.Count;
        var slot = scales.Slots.SlotOf(comparison.Field);
        var operands = OperandValues.Of(comparison.Operand, parameters);
        if (!TryAdd(comparison, slot, operands, literals))
        {
            literals.RemoveRange(first, literals.Count - first);
            literals.Add(checks.Plain(comparison, parameters));
        }

        // Only the last says all of it; those before it follow from it.
        if (isNegated)
        {
            literals[first] = literals[^1] with { IsNegated = true };
            literals.RemoveRange(first + 1, literals.Count - first - 1);
        }
    }

    private bool TryAdd(Condition.Comparison comparison, int slot, IReadOnlyList<Scalar> operands, List<Literal> literals)
    {
        var op = comparison.Operator.Kind;
        if (comparison.Operand is Operand.OtherField || operands.Any(o => !IsSound(o)))
            return false;
        var isTime = comparison.Field.Attribute == EventAttribute.Time;
        switch (op)
        {
            case OperatorKind.Exists:
                literals.Add(Literal.Point(scales.Presence(slot).Dimension, scales.Presence(slot).Id));
                return true;
            case OperatorKind.Missing:
                literals.Add(checks.Missing(slot));
                return true;
            case OperatorKind.Eq or OperatorKind.In:
                return isTime ? TryAddTime(slot, operands, literals) : TryAddPoints(slot, operands, comparison.IgnoreCase, literals);
            case OperatorKind.Ne or OperatorKind.NotIn:
                return !isTime && TryAddDiffers(slot, operands, comparison.IgnoreCase, literals);
            case OperatorKind.Gt or OperatorKind.Gte or OperatorKind.Lt or OperatorKind.Lte or OperatorKind.Between:
                return TryAddOrder(slot, op, operands, literals);
            default:
                return _texts.TryAdd(slot, op, operands[0].Text, comparison.IgnoreCase, literals);
        }
    }

    /// <summary>Half of a surrogate pair has no UTF-8, and a number beyond 28 digits no place among exact ones.</summary>
    private static bool IsSound(Scalar operand) => operand.Kind switch
    {
        ScalarKind.Number => operand.Number.IsExact,
        ScalarKind.String => Utf8Text.IsSound(operand.Text),
        _ => true,
    };

    private static bool TryAddTimeLimit(InstantScale scale, Scalar operand, out int limit)
    {
        limit = -1;
        if (operand.Kind != ScalarKind.String || !InstantText.TryParse(operand.Text, out var instant))
            return false;
        limit = scale.Add(instant);
        return true;
    }

    private bool TryAddTime(int slot, IReadOnlyList<Scalar> operands, List<Literal> literals)
    {
        if (operands is not [var operand] || !TryAddTimeLimit(scales.Instants(slot), operand, out var limit))
            return false;
        const IntervalForm At = IntervalForm.HasLow | IntervalForm.LowBelongs | IntervalForm.HasHigh | IntervalForm.HighBelongs;
        literals.Add(Literal.Interval(scales.Instants(slot).Dimension, limit, limit, At));
        return true;
    }

    private bool TryAddPoints(int slot, IReadOnlyList<Scalar> operands, bool ignoreCase, List<Literal> literals)
    {
        if (PointsOf(slot, operands, ignoreCase) is not { } points)
            return false;
        literals.Add(points.Ids.Length == 1 ? Literal.Point(points.Scale.Dimension, points.Ids[0]) : Literal.Points(points.Scale.Dimension, checks.Set(points.Scale.Dimension, points.Ids)));
        return true;
    }

    private bool TryAddDiffers(int slot, IReadOnlyList<Scalar> operands, bool ignoreCase, List<Literal> literals)
    {
        if (PointsOf(slot, operands, ignoreCase) is not { } points)
            return false;
        var kinds = operands.Count == 0 ? AllKinds : operands.Aggregate(0, (all, o) => all | KindsComparableTo(o));
        literals.Add(checks.Differs(slot, kinds, points.Scale, points.Ids, points.Folds));
        return true;
    }

    /// <summary>Null when the operands would need two scales.</summary>
    private (PointScale Scale, int[] Ids, bool Folds)? PointsOf(int slot, IReadOnlyList<Scalar> operands, bool ignoreCase)
    {
        var texts = operands.Count(o => o.Kind == ScalarKind.String);
        var folds = ignoreCase && texts > 0;
        if (folds && texts < operands.Count)
            return null;
        var scale = scales.Points(slot, folds);
        return (scale, [.. operands.Select(o => PointOf(scale, o, folds)).Distinct().Order()], folds);
    }

    private static int PointOf(PointScale scale, Scalar operand, bool folds) => operand.Kind switch
    {
        ScalarKind.String => scale.AddText(Utf8Text.Of(operand.Text, folds)),
        ScalarKind.Number => scale.AddNumber(operand.Number),
        ScalarKind.Null => scale.AddConstant(RawKind.Null),
        _ => scale.AddConstant(operand.Text == "true" ? RawKind.True : RawKind.False),
    };

    /// <summary>JSON null is of every type's company but that of objects.</summary>
    private static int KindsComparableTo(Scalar operand) => (1 << (int)RawKind.Null) | (operand.Kind switch
    {
        ScalarKind.Null => AllKinds,
        ScalarKind.Boolean => (1 << (int)RawKind.True) | (1 << (int)RawKind.False),
        ScalarKind.Number => 1 << (int)RawKind.Number,
        _ => 1 << (int)RawKind.Text,
    });

    private bool TryAddOrder(int slot, OperatorKind op, IReadOnlyList<Scalar> operands, List<Literal> literals)
    {
        var form = op switch
        {
            OperatorKind.Gt => IntervalForm.HasLow,
            OperatorKind.Gte => IntervalForm.HasLow | IntervalForm.LowBelongs,
            OperatorKind.Lt => IntervalForm.HasHigh,
            OperatorKind.Lte => IntervalForm.HasHigh | IntervalForm.HighBelongs,
            _ => IntervalForm.HasLow | IntervalForm.LowBelongs | IntervalForm.HasHigh | IntervalForm.HighBelongs,
        };
        var (low, high) = (operands[0], operands[^1]);
        if (low.Kind == ScalarKind.Number && high.Kind == ScalarKind.Number)
        {
            var numbers = scales.Numbers(slot);
            literals.Add(Literal.Interval(numbers.Dimension, numbers.Add(low.Number), numbers.Add(high.Number), form));
            return true;
        }

        if (!TryAddTimeLimit(scales.Instants(slot), low, out var from) || !TryAddTimeLimit(scales.Instants(slot), high, out var to))
            return false;
        literals.Add(Literal.Interval(scales.Instants(slot).Dimension, from, to, form));
        return true;
    }
}

/// <summary>Operands as the scales take them.</summary>
internal static class Utf8Text
{
    public static bool IsSound(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    public static byte[] Of(string text, bool folds) => Encoding.UTF8.GetBytes(folds ? CaseFolding.Fold(text) : text);
}
