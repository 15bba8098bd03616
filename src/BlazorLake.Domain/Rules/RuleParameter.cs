namespace BlazorLake.Domain.Rules;

/// <summary>What values a parameter of a rule takes.</summary>
public enum ParameterType
{
    String,
    Number,
    Boolean,

    /// <summary>An ISO 8601 instant with offset, as a string.</summary>
    Time,

    /// <summary>An array of scalars, for <c>in</c> and <c>notIn</c>.</summary>
    List,
}

/// <summary>A hole in a rule that a subscription fills.</summary>
/// <param name="Name">1 to 50 letters, digits and underscores, starting with a letter.</param>
/// <param name="Default">Null: the rule runs only for subscriptions that give a value.</param>
public sealed record RuleParameter(string Name, ParameterType Type, ParameterValue? Default);

/// <summary>What fills a parameter: one scalar, or a list of them when its type is <see cref="ParameterType.List"/>.</summary>
public sealed record ParameterValue(IReadOnlyList<Scalar> Values, bool IsList)
{
    public static ParameterValue Of(Scalar value) => new([value], IsList: false);

    public static ParameterValue OfList(IReadOnlyList<Scalar> values) => new(values, IsList: true);
}
