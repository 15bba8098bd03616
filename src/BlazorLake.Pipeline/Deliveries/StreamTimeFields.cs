using System.Collections.Concurrent;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Deliveries;

/// <summary>The time field of each stream's settings, remembered for a few seconds so that a message costs no query. Thread-safe.</summary>
internal sealed partial class StreamTimeFields(IStreamStore store, TimeProvider time, ILogger<StreamTimeFields> logger)
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
        for (var failures = 1; ; failures++)
        {
            try
            {
                var settings = await store.ReadSettingsAsync(stream, cancellationToken);
                if (_fields.Count >= MostStreams)
                    _fields.Clear();
                _fields[routingKey] = (settings.TimeField, time.GetTimestamp());
                return settings.TimeField;
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested && known.Stamp != 0)
            {
                // The database does not answer: what was known a moment ago is most likely still so, and the lake must not wait for it.
                return known.Field;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // Handing the message back instead would count as a delivery, and soon as too many.
                LogWaiting(logger, stream, e);
            }
            await Task.Delay(Backoff.After(failures), time, cancellationToken);
        }
    }

    [LoggerMessage(EventId = 3410, Level = LogLevel.Warning, Message = "The settings of stream {Stream} can't be read; its messages wait")]
    private static partial void LogWaiting(ILogger logger, StreamName stream, Exception error);
}
