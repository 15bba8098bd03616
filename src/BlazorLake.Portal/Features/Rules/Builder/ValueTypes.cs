using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>Which kinds of value an input offers, from the field's types and the operator's row in the engine's table.</summary>
internal static class ValueTypes
{
    private static readonly (FieldTypes Field, ScalarType Value)[] Pairs =
    [
        (FieldTypes.Number, ScalarType.Number), (FieldTypes.String, ScalarType.Text), (FieldTypes.Time, ScalarType.Time),
        (FieldTypes.Boolean, ScalarType.Boolean), (FieldTypes.Null, ScalarType.Null),
    ];

    /// <summary>The likeliest first; never empty.</summary>
    public static IReadOnlyList<ScalarType> For(Operator op, FieldTypes field)
    {
        var allowed = op.Operand switch
        {
            OperandKind.Scalar or OperandKind.List => FieldTypes.Number | FieldTypes.String | FieldTypes.Time | FieldTypes.Boolean | FieldTypes.Null,
            OperandKind.Ordered or OperandKind.Range => FieldTypes.Number | FieldTypes.Time,
            _ => FieldTypes.String,
        };
        var known = field & allowed;
        // Null alone is no hint of what to compare with, and of an unknown field every type is possible.
        var types = Pairs.Where(p => (known is FieldTypes.None or FieldTypes.Null ? allowed : known).HasFlag(p.Field)).Select(p => p.Value).ToList();
        return known is FieldTypes.None or FieldTypes.Null && allowed.HasFlag(FieldTypes.String) ? [ScalarType.Text, .. types.Where(t => t != ScalarType.Text)] : types;
    }

    /// <summary>Changes operator and values of a condition that its field can't have; keeps what it can.</summary>
    public static void Fit(DraftCondition condition, FieldTypes field)
    {
        var operators = Operators.For(field);
        if (!operators.Contains(condition.Operator))
            condition.Operator = operators[0];
        if (!condition.Operator.TakesOtherField && condition.Source == OperandSource.OtherField)
            condition.Source = OperandSource.Value;
        if (!condition.Operator.TakesIgnoreCase)
            condition.IgnoreCase = false;
        FitValues(condition, For(condition.Operator, field));
    }

    private static void FitValues(DraftCondition condition, IReadOnlyList<ScalarType> types)
    {
        for (var i = 0; i < condition.Values.Count; i++)
        {
            if (condition.Values[i].Type != ScalarType.Parameter && !types.Contains(condition.Values[i].Type))
                condition.Values[i] = condition.Values[i].As(types[0]);
        }

        if (condition.Shape == OperandShape.Many)
            condition.Values.RemoveAll(v => v.Problem() is not null);
        else if (condition.Shape == OperandShape.None)
            condition.Values.Clear();
        else
            FitCount(condition, condition.Shape == OperandShape.Range ? 2 : 1, types[0]);
    }

    private static void FitCount(DraftCondition condition, int count, ScalarType type)
    {
        if (condition.Values.Count > count)
            condition.Values.RemoveRange(count, condition.Values.Count - count);
        while (condition.Values.Count < count)
            condition.Values.Add(DraftScalar.Empty(condition.Values.Count > 0 ? condition.Values[0].Type : type));
    }
}
