using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Rules;

/// <summary>What to look for and how to say it, as a person wrote it: CONTRACT.md section 4, validated.</summary>
/// <remarks>Immutable. Made by <c>RuleReader</c> from JSON, and written by <c>RuleWriter</c>.</remarks>
public sealed record RuleDefinition
{
    /// <summary>1 to 200 characters.</summary>
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    public Severity Severity { get; init; } = Severity.Info;

    /// <summary>1 to 10 streams whose events it sees.</summary>
    public IReadOnlyList<StreamName> Streams { get; init; } = [];

    public IReadOnlyList<RuleParameter> Parameters { get; init; } = [];

    public Condition Match { get; init; } = Condition.Always;

    /// <summary>Fields whose values say who or what an event is about; empty: one key for all.</summary>
    public IReadOnlyList<FieldPath> Key { get; init; } = [];

    public Detection Detect { get; init; } = Detection.Each.Instance;

    /// <summary>Least time between notifications for one key; null: none.</summary>
    public TimeSpan? Cooldown { get; init; }

    /// <summary>An alert resolves after this long without an occurrence; null: only a person resolves it.</summary>
    public TimeSpan? ResolveAfter { get; init; }

    public RuleMessage Message { get; init; } = RuleMessage.Default;

    public IReadOnlyList<RuleExample> Examples { get; init; } = [];

    /// <summary>The JSON document (CONTRACT.md section 4, camelCase) this was read from.</summary>
    public required string Json { get; init; }

    /// <summary>Why a stored document is no rule to this version of the program; such a rule does not run. Empty for every rule that was validated.</summary>
    public IReadOnlyList<RuleError> Problems { get; init; } = [];
}
