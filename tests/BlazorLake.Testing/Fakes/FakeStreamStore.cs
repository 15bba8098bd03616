using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;

namespace BlazorLake.Testing.Fakes;

/// <summary>Streams in memory.</summary>
public sealed class FakeStreamStore : IStreamStore
{
    public List<StreamSummary> Streams { get; } = [];

    public Dictionary<StreamName, string> Profiles { get; } = [];

    public Dictionary<StreamName, StreamSettings> Settings { get; } = [];

    /// <summary>When set, every call fails with it.</summary>
    public Exception? Failure { get; set; }

    /// <summary>When set, profiles are read once it is.</summary>
    public TaskCompletionSource? ProfileGate { get; set; }

    public Task<IReadOnlyList<StreamSummary>> ListAsync(CancellationToken cancellationToken) =>
        Failure is null ? Task.FromResult<IReadOnlyList<StreamSummary>>([.. Streams]) : Task.FromException<IReadOnlyList<StreamSummary>>(Failure);

    public Task<StreamSummary?> FindAsync(StreamName stream, CancellationToken cancellationToken) =>
        Failure is null ? Task.FromResult(Streams.Find(s => s.Stream == stream)) : Task.FromException<StreamSummary?>(Failure);

    public Task<StreamSettings> ReadSettingsAsync(StreamName stream, CancellationToken cancellationToken) =>
        Task.FromResult(Settings.GetValueOrDefault(stream, StreamSettings.Default));

    public Task SaveSettingsAsync(StreamName stream, StreamSettings settings, string by, CancellationToken cancellationToken)
    {
        Settings[stream] = settings;
        return Task.CompletedTask;
    }

    public async Task<string?> ReadProfileAsync(StreamName stream, CancellationToken cancellationToken)
    {
        await (ProfileGate?.Task ?? Task.CompletedTask);
        return Profiles.GetValueOrDefault(stream);
    }

    public Task<bool> WriteProfileAsync(StreamName stream, string? replaces, string profile, CancellationToken cancellationToken)
    {
        Profiles[stream] = profile;
        return Task.FromResult(true);
    }
}
