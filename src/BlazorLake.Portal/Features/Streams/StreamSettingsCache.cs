using System.Collections.Concurrent;
using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>Settings of streams that are being published to, at most a second old, so that a request need not ask the database.</summary>
internal sealed class StreamSettingsCache
{
    private const int MaxStreams = 10_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StreamName, (StreamSettings Settings, long ReadAt)> _known = new();
    private readonly SingleFlight<StreamName, StreamSettings> _reads;
    private readonly IStreamStore _store;
    private readonly TimeProvider _time;

    public StreamSettingsCache(IStreamStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        _reads = new SingleFlight<StreamName, StreamSettings>(ReadFromStoreAsync);
    }

    public async ValueTask<StreamSettings> ReadAsync(StreamName stream, CancellationToken cancellationToken) =>
        _known.TryGetValue(stream, out var known) && _time.GetElapsedTime(known.ReadAt) < MaxAge
            ? known.Settings
            : await _reads.GetAsync(stream, cancellationToken);

    public void Forget(StreamName stream) => _known.TryRemove(stream, out _);

    private async Task<StreamSettings> ReadFromStoreAsync(StreamName stream)
    {
        var readAt = _time.GetTimestamp();
        var settings = await _store.ReadSettingsAsync(stream, CancellationToken.None);
        if (_known.Count >= MaxStreams)
            _known.Clear();
        _known[stream] = (settings, readAt);
        return settings;
    }
}
