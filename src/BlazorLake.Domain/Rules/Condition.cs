namespace BlazorLake.Domain.Rules;

/// <summary>What must hold of an event: a tree of groups and comparisons. Closed: the four kinds below are all there are.</summary>
/// <remarks>Immutable. Nested as deep as the document allows (<see cref="RuleLimits.DocumentDepth"/>). Source: CONTRACT.md section 4, <c>match</c>.</remarks>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Holds for every event: what a rule without <c>match</c> says.</summary>
    public static readonly Condition Always = new All([]);

    /// <summary>Conditions over parts.</summary>
    public abstract record Group(IReadOnlyList<Condition> Parts) : Condition
    {
        /// <summary>Its member name in the document: <c>all</c>, <c>any</c> or <c>none</c>.</summary>
        public abstract string Name { get; }
    }

    /// <summary>Holds when each part does; also when there is none.</summary>
    public sealed record All(IReadOnlyList<Condition> Parts) : Group(Parts)
    {
        public override string Name => "all";
    }

    /// <summary>Holds when at least one part does; never when there is none.</summary>
    public sealed record Any(IReadOnlyList<Condition> Parts) : Group(Parts)
    {
        public override string Name => "any";
    }

    /// <summary>Holds exactly when <see cref="Any"/> of the same parts does not.</summary>
    public sealed record None(IReadOnlyList<Condition> Parts) : Group(Parts)
    {
        public override string Name => "none";
    }

    /// <summary>One field compared with something. False when the field is missing or of another type, except for <c>missing</c>.</summary>
    /// <param name="IgnoreCase">Compare text by Unicode simple case folding; only with operators that allow it.</param>
    public sealed record Comparison(FieldPath Field, Operator Operator, Operand Operand, bool IgnoreCase = false) : Condition;
}
