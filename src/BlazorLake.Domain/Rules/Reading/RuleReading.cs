namespace BlazorLake.Domain.Rules.Reading;

/// <summary>What came of reading a rule's document. Closed.</summary>
public abstract record RuleReading
{
    private RuleReading()
    {
    }

    public sealed record Valid(RuleDefinition Definition) : RuleReading;

    /// <param name="Errors">1 or more, all that were found, in the order of the document.</param>
    public sealed record Invalid(IReadOnlyList<RuleError> Errors) : RuleReading;
}
