using System.Collections.Concurrent;

namespace BlazorLake.Domain;

/// <summary>Whoever asks for a key while it is being read waits for that read, so that a thousand askers cost one. Thread-safe.</summary>
/// <param name="read">Runs once for all who wait, so it is not cancelled with any of them; its exception reaches each of them.</param>
public sealed class SingleFlight<TKey, TValue>(Func<TKey, Task<TValue>> read)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TValue>>> _running = new();

    /// <summary>The value of the read under way, or of a new one.</summary>
    /// <param name="cancellationToken">Ends the wait, not the read.</param>
    public Task<TValue> GetAsync(TKey key, CancellationToken cancellationToken) =>
        _running.GetOrAdd(key, k => new Lazy<Task<TValue>>(() => ReadAsync(k))).Value.WaitAsync(cancellationToken);

    private async Task<TValue> ReadAsync(TKey key)
    {
        try
        {
            return await read(key).ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(key, out _);
        }
    }
}
