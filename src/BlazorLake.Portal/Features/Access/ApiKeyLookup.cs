using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BlazorLake.Domain.Access;

namespace BlazorLake.Portal.Features.Access;

/// <summary>Remembers keys that worked for <see cref="Memory"/>, so that a busy publisher costs no database call for each request. A key revoked here is refused at once, on other nodes no later than that.</summary>
internal sealed partial class ApiKeyLookup(IApiKeyStore store, TimeProvider clock, ILogger<ApiKeyLookup> log)
{
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan UseMarkInterval = TimeSpan.FromMinutes(1);

    /// <summary>Above it everything is forgotten: bounds memory. Only keys that exist get in.</summary>
    private const int MaxRemembered = 10_000;

    // By hash, so that no secret stays in memory.
    private readonly ConcurrentDictionary<string, Remembered> _remembered = new(StringComparer.Ordinal);

    public async ValueTask<ApiKey?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        var now = clock.GetUtcNow();
        if (_remembered.TryGetValue(hash, out var remembered) && now - remembered.At < Memory)
            return remembered.Key;
        if (await store.FindBySecretAsync(secret, cancellationToken) is not { } key)
        {
            _remembered.TryRemove(hash, out _);
            return null;
        }

        if (_remembered.Count >= MaxRemembered)
            _remembered.Clear();
        _remembered[hash] = new Remembered(key, now);
        await MarkUsedAsync(key, now, cancellationToken);
        return key;
    }

    /// <summary>False when there is no such key.</summary>
    public async Task<bool> RevokeAsync(ApiKeyId id, string by, CancellationToken cancellationToken)
    {
        var isRevoked = await store.RevokeAsync(id, by, cancellationToken);
        foreach (var (hash, remembered) in _remembered)
        {
            if (remembered.Key.Id == id)
                _remembered.TryRemove(hash, out _);
        }

        return isRevoked;
    }

    /// <summary>Informative only: it must not make a request fail.</summary>
    private async Task MarkUsedAsync(ApiKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (key.LastUsedAt is { } last && now - last < UseMarkInterval)
            return;
        try
        {
            await store.MarkUsedAsync(key.Id, now, cancellationToken);
        }
        catch (System.Data.Common.DbException error)
        {
            NotMarked(key.Name, error.Message);
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Could not note that API key {Name} was used: {Reason}")]
    private partial void NotMarked(string name, string reason);

    private sealed record Remembered(ApiKey Key, DateTimeOffset At);
}
