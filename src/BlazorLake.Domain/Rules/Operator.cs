namespace BlazorLake.Domain.Rules;

/// <summary>The operators of conditions; see <see cref="Operators"/> for what each takes and means.</summary>
public enum OperatorKind
{
    Eq,
    Ne,
    In,
    NotIn,
    Gt,
    Gte,
    Lt,
    Lte,
    Between,
    Contains,
    StartsWith,
    EndsWith,
    Like,
    Regex,
    Cidr,
    Exists,
    Missing,
}

/// <summary>What an operator is compared with.</summary>
public enum OperandKind
{
    /// <summary>No <c>value</c>.</summary>
    None,

    /// <summary>A string, number, boolean or null.</summary>
    Scalar,

    /// <summary>An array of scalars, up to <see cref="RuleLimits.InValues"/>.</summary>
    List,

    /// <summary>A number, or an ISO 8601 instant with offset as a string.</summary>
    Ordered,

    /// <summary><c>[low, high]</c>, both numbers or both instants, low at most high.</summary>
    Range,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A string where <c>*</c> is any run, <c>?</c> one code point, <c>\</c> escapes.</summary>
    Pattern,

    /// <summary>A .NET regular expression that works without backtracking.</summary>
    Regex,

    /// <summary>An IPv4 or IPv6 network such as <c>10.0.0.0/8</c>.</summary>
    Network,
}

/// <summary>Types a field's values can have, as conditions see them.</summary>
[Flags]
public enum FieldTypes
{
    None = 0,
    String = 1,
    Number = 2,
    Boolean = 4,
    Null = 8,

    /// <summary>A string that is an ISO 8601 instant with offset.</summary>
    Time = 16,
    Object = 32,
    Array = 64,
    Any = String | Number | Boolean | Null | Time | Object | Array,
}

/// <summary>One row of the operator table: the one source for validator, evaluator, sentence and rule builder.</summary>
/// <param name="Name">As in the document, such as <c>notIn</c>.</param>
/// <param name="For">Types of field values it can hold for; false for every other.</param>
/// <param name="Words">As the sentence and the builder say it, after the field: <c>is more than</c>.</param>
/// <param name="TakesOtherField">Whether <c>otherField</c> may stand instead of <c>value</c>.</param>
/// <param name="TakesIgnoreCase">Whether <c>ignoreCase</c> means something.</param>
public sealed record Operator(
    OperatorKind Kind,
    string Name,
    OperandKind Operand,
    FieldTypes For,
    string Words,
    bool TakesOtherField = false,
    bool TakesIgnoreCase = false)
{
    public override string ToString() => Name;
}
