using System.Collections.Concurrent;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>The time field of each stream's settings, remembered for a few seconds so that a message costs no query. Thread-safe.</summary>
internal sealed class StreamTimeFields(IStreamStore store, TimeProvider time)
{
    private const int MostStreams = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (string? Field, long Stamp)> _fields = new(StringComparer.Ordinal);

    /// <summary>Null when <paramref name="routingKey"/> is no stream's name or its settings name no field.</summary>
    public async ValueTask<string?> ReadAsync(string routingKey, CancellationToken cancellationToken)
    {
        if (_fields.TryGetValue(routingKey, out var known) && time.GetElapsedTime(known.Stamp) < Remembered)
            return known.Field;
        if (!StreamName.TryParse(routingKey, out var stream))
            return null;
        var settings = await store.ReadSettingsAsync(stream, cancellationToken);
        if (_fields.Count >= MostStreams)
            _fields.Clear();
        _fields[routingKey] = (settings.TimeField, time.GetTimestamp());
        return settings.TimeField;
    }
}
