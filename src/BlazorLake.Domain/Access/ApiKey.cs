namespace BlazorLake.Domain.Access;

/// <summary>Identifies an API key: a UUIDv7.</summary>
public readonly record struct ApiKeyId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A key that programs call the API with, as it may be shown: the secret itself is never stored.</summary>
/// <param name="Prefix">The secret's first characters, so that a person can tell keys apart.</param>
/// <param name="Scopes">Some of <see cref="Access.Scopes.All"/>.</param>
/// <param name="LastUsedAt">To the minute; null: never.</param>
/// <param name="RevokedAt">Null while it works.</param>
public sealed record ApiKey(
    ApiKeyId Id,
    string Name,
    string Prefix,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt);
