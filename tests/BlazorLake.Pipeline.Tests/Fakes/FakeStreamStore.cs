using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;

namespace BlazorLake.Pipeline.Tests.Fakes;

/// <summary>Streams with default settings, and what could not be read, found in the commits of a <see cref="FakeEvaluationStore"/>.</summary>
internal sealed class FakeStreamStore(FakeEvaluationStore store) : IStreamStore, IUnreadableMessageStore
{
    public List<Guid> Resent { get; } = [];

    public Task<IReadOnlyList<StreamSummary>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StreamSummary>>([]);

    public Task<StreamSummary?> FindAsync(StreamName stream, CancellationToken cancellationToken) => Task.FromResult<StreamSummary?>(null);

    public Task<StreamSettings> ReadSettingsAsync(StreamName stream, CancellationToken cancellationToken) => Task.FromResult(StreamSettings.Default);

    public Task SaveSettingsAsync(StreamName stream, StreamSettings settings, string by, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> ReadProfileAsync(StreamName stream, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task<bool> WriteProfileAsync(StreamName stream, string? replaces, string profile, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<Page<UnreadableMessage>> ListAsync(PageRequest page, CancellationToken cancellationToken) => Task.FromResult(new Page<UnreadableMessage>(store.Unreadable, null));

    public Task<UnreadableMessage?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(store.Unreadable.FirstOrDefault(m => m.Id == id));

    public Task<long> CountAsync(CancellationToken cancellationToken) => Task.FromResult((long)store.Unreadable.Count);

    public Task MarkResentAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Resent.Add(id);
        return Task.CompletedTask;
    }

    public Task DiscardAsync(Guid id, CancellationToken cancellationToken) => Task.CompletedTask;
}
