using BlazorLake.Domain.Rules.Matching.Scales;

namespace BlazorLake.Domain.Rules.Matching.Clauses;

internal enum LiteralKind : byte
{
    /// <summary>At one point of a scale.</summary>
    Point,

    /// <summary>At one of many points of a scale.</summary>
    Points,

    /// <summary>Within an interval of a scale.</summary>
    Interval,

    /// <summary>A check.</summary>
    Check,
}

/// <summary>A comparison, or what follows from it, as the index will ask it: before scales are sealed, so that intervals are still handles.</summary>
/// <param name="A">Point: its id. Points: number of the set. Interval: handle of the low end. Check: its number.</param>
/// <param name="B">Interval: handle of the high end.</param>
/// <param name="IsHint">It follows from the other literals: a way to find the clause, never a test.</param>
internal readonly record struct Literal(LiteralKind Kind, IntervalForm Form, bool IsNegated, bool IsHint, int Dimension, int A, int B)
{
    public bool CanFind => !IsNegated && Kind != LiteralKind.Check;

    public static Literal Point(int dimension, int id) => new(LiteralKind.Point, IntervalForm.None, false, false, dimension, id, 0);

    public static Literal Points(int dimension, int set) => new(LiteralKind.Points, IntervalForm.None, false, false, dimension, set, 0);

    public static Literal Interval(int dimension, int low, int high, IntervalForm form) => new(LiteralKind.Interval, form, false, false, dimension, low, high);

    public static Literal Check(int number, bool isNegated = false) => new(LiteralKind.Check, IntervalForm.None, isNegated, false, -1, number, 0);
}
