using static BlazorLake.Domain.Rules.FieldTypes;

namespace BlazorLake.Domain.Rules;

/// <summary>The operator table of the rule language.</summary>
/// <remarks>Source: CONTRACT.md section 4. Immutable.</remarks>
public static class Operators
{
    private const FieldTypes AnyScalar = FieldTypes.String | Number | FieldTypes.Boolean | Null | Time;
    private const FieldTypes Ordered = Number | Time;

    /// <summary>In the order the builder offers them.</summary>
    public static IReadOnlyList<Operator> All { get; } =
    [
        new(OperatorKind.Eq, "eq", OperandKind.Scalar, AnyScalar, "is", TakesOtherField: true, TakesIgnoreCase: true),
        new(OperatorKind.Ne, "ne", OperandKind.Scalar, AnyScalar, "is not", TakesOtherField: true, TakesIgnoreCase: true),
        new(OperatorKind.In, "in", OperandKind.List, AnyScalar, "is one of", TakesOtherField: true, TakesIgnoreCase: true),
        new(OperatorKind.NotIn, "notIn", OperandKind.List, AnyScalar, "is none of", TakesOtherField: true, TakesIgnoreCase: true),
        new(OperatorKind.Gt, "gt", OperandKind.Ordered, Ordered, "is more than", TakesOtherField: true),
        new(OperatorKind.Gte, "gte", OperandKind.Ordered, Ordered, "is at least", TakesOtherField: true),
        new(OperatorKind.Lt, "lt", OperandKind.Ordered, Ordered, "is less than", TakesOtherField: true),
        new(OperatorKind.Lte, "lte", OperandKind.Ordered, Ordered, "is at most", TakesOtherField: true),
        new(OperatorKind.Between, "between", OperandKind.Range, Ordered, "is between"),
        new(OperatorKind.Contains, "contains", OperandKind.Text, FieldTypes.String | Time, "contains", TakesOtherField: true, TakesIgnoreCase: true),
        new(OperatorKind.StartsWith, "startsWith", OperandKind.Text, FieldTypes.String | Time, "starts with", TakesOtherField: true, TakesIgnoreCase: true),
        new(OperatorKind.EndsWith, "endsWith", OperandKind.Text, FieldTypes.String | Time, "ends with", TakesOtherField: true, TakesIgnoreCase: true),
        new(OperatorKind.Like, "like", OperandKind.Pattern, FieldTypes.String | Time, "looks like", TakesIgnoreCase: true),
        new(OperatorKind.Regex, "regex", OperandKind.Regex, FieldTypes.String | Time, "matches the expression", TakesIgnoreCase: true),
        new(OperatorKind.Cidr, "cidr", OperandKind.Network, FieldTypes.String, "is an address in"),
        new(OperatorKind.Exists, "exists", OperandKind.None, Any, "exists"),
        new(OperatorKind.Missing, "missing", OperandKind.None, Any, "is missing"),
    ];

    /// <summary>All names, for messages to people.</summary>
    public static string Allowed { get; } = string.Join(", ", All.Select(o => o.Name));

    public static Operator Of(OperatorKind kind) => All[(int)kind];

    /// <summary>Null when there is none of that name (they are case-sensitive).</summary>
    public static Operator? Find(string? name) => All.FirstOrDefault(o => o.Name == name);

    /// <summary>Operators that can hold for a field of any of <paramref name="types"/>, in order; all when nothing is known of it.</summary>
    public static IReadOnlyList<Operator> For(FieldTypes types)
    {
        // Through an array a condition looks at the elements, whose types the profile names beside it.
        var seen = types & ~FieldTypes.Array;
        return seen == FieldTypes.None ? All : [.. All.Where(o => (o.For & seen) != 0)];
    }
}
