using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Import;

/// <summary>The keys that were taken in within 7 days, those of this import included, in bounded memory.</summary>
internal interface IImportedKeys : IAsyncDisposable
{
    bool Contains(EventKey key);

    /// <summary>Remembers what is durable now.</summary>
    ValueTask AddAsync(IReadOnlyList<EventKey> keys, CancellationToken cancellationToken);
}
