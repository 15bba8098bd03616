namespace BlazorLake.Domain.Rules;

/// <summary>A rule as stored, at one version.</summary>
/// <param name="Version">1 at the first save; each save or rollback adds 1. The API's ETag is <c>"{Version}"</c>.</param>
/// <param name="Definition">The parsed rule; its <see cref="RuleDefinition.Json"/> is what was saved.</param>
public sealed record SavedRule(
    RuleId Id,
    int Version,
    RuleState State,
    RuleDefinition Definition,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string UpdatedBy);
