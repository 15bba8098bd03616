using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Lake;

/// <summary>Events back from the lake.</summary>
public interface IEventArchive
{
    /// <summary>Events of one snapshot, newest event time first (then newest received); empty when the stream has no table yet.</summary>
    /// <exception cref="TimeoutException">It took longer than <c>Lake:QueryTimeout</c>.</exception>
    Task<Page<StreamEvent>> ReadAsync(StreamName stream, EventQuery query, CancellationToken cancellationToken);
}

/// <summary>Which events: all bounds together; <paramref name="From"/> inclusive, <paramref name="To"/> exclusive, by event time.</summary>
/// <param name="Key">
/// <c>field=value</c>: events whose field (a path such as <c>customer.tier</c>) has this value; any other text: events whose id, subject or any field has this value.
/// </param>
/// <param name="Page">Limit 1 to 1,000; an unknown cursor starts at the newest.</param>
public sealed record EventQuery(DateTimeOffset? From, DateTimeOffset? To, string? Key, PageRequest Page);
