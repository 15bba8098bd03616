namespace BlazorLake.Domain.Rules;

/// <summary>Identifies a rule through all its versions: a UUIDv7.</summary>
public readonly record struct RuleId(Guid Value)
{
    public static RuleId Create(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString();
}
