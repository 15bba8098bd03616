namespace BlazorLake.Domain.Rules;

/// <summary>What to look for and how to say it, as a person wrote it: CONTRACT.md section 4, validated.</summary>
public sealed record RuleDefinition
{
    /// <summary>1 to 200 characters.</summary>
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public Severity Severity { get; init; } = Severity.Info;

    /// <summary>The JSON document (CONTRACT.md section 4, camelCase) this was read from.</summary>
    public required string Json { get; init; }
}
