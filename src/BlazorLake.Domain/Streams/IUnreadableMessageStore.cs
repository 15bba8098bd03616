using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Streams;

/// <summary>Messages that were no events, until a person sends them again or discards them.</summary>
public interface IUnreadableMessageStore
{
    Task<Page<UnreadableMessage>> ListAsync(PageRequest page, CancellationToken cancellationToken);

    Task<UnreadableMessage?> FindAsync(Guid id, CancellationToken cancellationToken);

    Task<long> CountAsync(CancellationToken cancellationToken);

    Task MarkResentAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken);

    Task DiscardAsync(Guid id, CancellationToken cancellationToken);
}
