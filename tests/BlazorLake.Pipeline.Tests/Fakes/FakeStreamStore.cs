using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;

namespace BlazorLake.Pipeline.Tests.Fakes;

/// <summary>Streams with default settings, and what could not be read or processed: found in the commits of a <see cref="FakeEvaluationStore"/>, or kept here.</summary>
internal sealed class FakeStreamStore(FakeEvaluationStore store) : IStreamStore, IUnreadableMessageStore
{
    private readonly Lock _gate = new();
    private readonly List<UnreadableMessage> _kept = [];

    /// <summary>Awaited before messages are kept; lets a test break it.</summary>
    public Func<Task> BeforeKeep { get; set; } = () => Task.CompletedTask;

    /// <summary>Awaited before settings are read; lets a test hold or break it.</summary>
    public Func<Task> BeforeReadSettings { get; set; } = () => Task.CompletedTask;

    public StreamSettings Settings { get; set; } = StreamSettings.Default;

    public List<Guid> Resent { get; } = [];

    /// <summary>Kept outside of an evaluation's commit.</summary>
    public IReadOnlyList<UnreadableMessage> Kept
    {
        get
        {
            lock (_gate)
                return [.. _kept];
        }
    }

    private IEnumerable<UnreadableMessage> All => store.Unreadable.Concat(Kept);

    public Task<IReadOnlyList<StreamSummary>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StreamSummary>>([]);

    public Task<StreamSummary?> FindAsync(StreamName stream, CancellationToken cancellationToken) => Task.FromResult<StreamSummary?>(null);

    public async Task<StreamSettings> ReadSettingsAsync(StreamName stream, CancellationToken cancellationToken)
    {
        await BeforeReadSettings();
        return Settings;
    }

    public Task SaveSettingsAsync(StreamName stream, StreamSettings settings, string by, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> ReadProfileAsync(StreamName stream, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task<bool> WriteProfileAsync(StreamName stream, string? replaces, string profile, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<Page<UnreadableMessage>> ListAsync(PageRequest page, CancellationToken cancellationToken) => Task.FromResult(new Page<UnreadableMessage>([.. All], null));

    public Task<UnreadableMessage?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(All.FirstOrDefault(m => m.Id == id));

    public Task<long> CountAsync(CancellationToken cancellationToken) => Task.FromResult(All.LongCount());

    public async Task KeepAsync(IReadOnlyList<UnreadableMessage> messages, CancellationToken cancellationToken)
    {
        await BeforeKeep();
        lock (_gate)
            _kept.AddRange(messages.Where(m => _kept.All(k => k.Id != m.Id)));
    }

    public Task MarkResentAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Resent.Add(id);
        return Task.CompletedTask;
    }

    public Task DiscardAsync(Guid id, CancellationToken cancellationToken) => Task.CompletedTask;
}
