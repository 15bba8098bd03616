using System.Collections.Concurrent;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>Settings of streams that are being published to, at most a second old, so that a request need not ask the database.</summary>
internal sealed class StreamSettingsCache(IStreamStore store, TimeProvider time)
{
    private const int MaxStreams = 10_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StreamName, (StreamSettings Settings, long ReadAt)> _known = new();

    public async ValueTask<StreamSettings> ReadAsync(StreamName stream, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(stream, out var known) && time.GetElapsedTime(known.ReadAt) < MaxAge)
            return known.Settings;
        var readAt = time.GetTimestamp();
        var settings = await store.ReadSettingsAsync(stream, cancellationToken);
        if (_known.Count >= MaxStreams)
            _known.Clear();
        _known[stream] = (settings, readAt);
        return settings;
    }

    public void Forget(StreamName stream) => _known.TryRemove(stream, out _);
}
