namespace BlazorLake.Domain.Rules.Matching;

/// <summary>Makes evaluable nodes from a condition and one set of parameter values, over a table of paths.</summary>
internal sealed class NodeBuilder(PathTable paths, ParameterValues parameters)
{
    public PlainNode Build(Condition condition) => condition switch
    {
        Condition.Group group => new GroupNode(group, [.. group.Parts.Select(Build)]),
        Condition.Comparison comparison => Build(comparison),
        _ => throw new InvalidOperationException("Condition is closed."),
    };

    private ComparisonNode Build(Condition.Comparison comparison)
    {
        var otherSlot = comparison.Operand is Operand.OtherField other ? paths.SlotOf(other.Path) : -1;
        var operands = OperandValues.Of(comparison.Operand, parameters);
        return new ComparisonNode(comparison, paths.SlotOf(comparison.Field), otherSlot, operands, TestOf(comparison, operands, otherSlot));
    }

    private static ValueTest TestOf(Condition.Comparison comparison, IReadOnlyList<Scalar> operands, int otherSlot)
    {
        var ignoreCase = comparison.IgnoreCase;
        var kind = comparison.Operator.Kind;
        if (otherSlot >= 0 && kind is (OperatorKind.In or OperatorKind.NotIn))
            return new OtherListTest(kind == OperatorKind.NotIn, ignoreCase, otherSlot);
        return kind switch
        {
            OperatorKind.Exists => new PresenceTest(isMissing: false),
            OperatorKind.Missing => new PresenceTest(isMissing: true),
            OperatorKind.In or OperatorKind.NotIn => new ListTest(kind == OperatorKind.NotIn, new ScalarSet(operands, ignoreCase)),
            OperatorKind.Between => new RangeTest(FieldValue.Of(operands[0]), FieldValue.Of(operands[1])),
            OperatorKind.Like => TextTests.Like(operands[0].Text, ignoreCase),
            OperatorKind.Regex => TextTests.Regex(operands[0].Text, ignoreCase),
            OperatorKind.Cidr => TextTests.Cidr(operands[0].Text),
            _ => new PairTest(PairTests.Of(kind, ignoreCase), otherSlot >= 0 ? null : FieldValues.Of(FieldValue.Of(operands[0])), otherSlot),
        };
    }
}
