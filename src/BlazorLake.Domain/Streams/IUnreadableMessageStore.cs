using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Streams;

/// <summary>Messages that were no events, and events that could not be processed, until a person sends them again or discards them.</summary>
public interface IUnreadableMessageStore
{
    Task<Page<UnreadableMessage>> ListAsync(PageRequest page, CancellationToken cancellationToken);

    Task<UnreadableMessage?> FindAsync(Guid id, CancellationToken cancellationToken);

    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>Adds them; returns after they are durable. One whose id is there already is not added twice.</summary>
    Task KeepAsync(IReadOnlyList<UnreadableMessage> messages, CancellationToken cancellationToken);

    Task MarkResentAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    Task DiscardAsync(Guid id, CancellationToken cancellationToken);
}
