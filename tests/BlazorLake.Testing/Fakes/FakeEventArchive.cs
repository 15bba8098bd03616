using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;

namespace BlazorLake.Testing.Fakes;

/// <summary>Events in memory, newest event time first.</summary>
public sealed class FakeEventArchive : IEventArchive
{
    public List<StreamEvent> Events { get; } = [];

    /// <summary>When set, every call fails with it.</summary>
    public Exception? Failure { get; set; }

    /// <summary>When set, every call answers once it is.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public async Task<Page<StreamEvent>> ReadAsync(StreamName stream, EventQuery query, CancellationToken cancellationToken)
    {
        await (Gate?.Task ?? Task.CompletedTask);
        return Failure is not null
            ? throw Failure
            : new Page<StreamEvent>(
            [
                .. Events.Where(e => e.Stream == stream && (query.From is null || e.Time >= query.From) && (query.To is null || e.Time < query.To))
                    .Where(e => query.Key is null || e.Id == query.Key || e.Subject == query.Key)
                    .OrderByDescending(e => e.Time).Take(query.Page.Limit),
            ], null);
    }
}
