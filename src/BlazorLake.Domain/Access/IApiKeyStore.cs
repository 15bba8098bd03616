namespace BlazorLake.Domain.Access;

/// <summary>API keys; of a secret only its SHA-256 is kept.</summary>
public interface IApiKeyStore
{
    /// <summary>Newest first, revoked ones too.</summary>
    Task<Page<ApiKey>> ListAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>Makes a key with a new secret, which is told here and never again.</summary>
    Task<NewApiKey> CreateAsync(string name, IReadOnlyCollection<string> scopes, string by, CancellationToken cancellationToken);

    /// <summary>Makes a key whose secret an operator chose (setting <c>Bootstrap:ApiKey</c>); not empty.</summary>
    Task<ApiKey> ImportAsync(string name, string secret, IReadOnlyCollection<string> scopes, string by, CancellationToken cancellationToken);

    /// <summary>False when there is no such key; revoking twice changes nothing. Holds on every node within 5 seconds.</summary>
    Task<bool> RevokeAsync(ApiKeyId id, string by, CancellationToken cancellationToken);

    /// <summary>The key that works with this secret; null when there is none or it was revoked.</summary>
    Task<ApiKey?> FindBySecretAsync(string secret, CancellationToken cancellationToken);

    Task MarkUsedAsync(ApiKeyId id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Whether any key was ever made.</summary>
    Task<bool> AnyAsync(CancellationToken cancellationToken);
}

/// <summary>A key just made, with the one chance to read its secret.</summary>
/// <param name="Secret">What the caller sends after <c>Authorization: Bearer</c>; shown once.</param>
public sealed record NewApiKey(ApiKey Key, string Secret);
