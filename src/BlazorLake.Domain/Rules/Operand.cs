namespace BlazorLake.Domain.Rules;

/// <summary>What a field is compared with. Closed.</summary>
public abstract record Operand
{
    private Operand()
    {
    }

    /// <summary>Nothing: <c>exists</c> and <c>missing</c>.</summary>
    public sealed record Nothing : Operand
    {
        public static readonly Nothing Instance = new();
    }

    /// <summary>One value.</summary>
    public sealed record One(Term Value) : Operand;

    /// <summary>Values of <c>in</c> and <c>notIn</c>: 0 to <see cref="RuleLimits.InValues"/>, of any scalar types together.</summary>
    public sealed record List(IReadOnlyList<Term> Values) : Operand;

    /// <summary>A parameter of type <c>list</c> that gives all the values of <c>in</c> or <c>notIn</c>.</summary>
    public sealed record ListParameter(string Name) : Operand;

    /// <summary>Both ends belong to it.</summary>
    public sealed record Range(Term Low, Term High) : Operand;

    /// <summary>Another field of the same event.</summary>
    public sealed record OtherField(FieldPath Path) : Operand;
}

/// <summary>A value that is written down, or that a parameter gives. Closed.</summary>
public abstract record Term
{
    private Term()
    {
    }

    public sealed record Literal(Scalar Value) : Term;

    public sealed record Parameter(string Name) : Term;
}
