using System.Collections.Concurrent;
using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Deliveries;

/// <summary>The time field of each stream's settings, remembered for a few seconds so that a message costs no query, nor a full prefetch of them more than one. Thread-safe.</summary>
internal sealed partial class StreamTimeFields : IDisposable
{
    private const int MostStreams = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (string? Field, long Stamp)> _fields = new(StringComparer.Ordinal);
    private readonly SingleFlight<StreamName, string?> _reads;
    private readonly CancellationTokenSource _stop = new();
    private readonly IStreamStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<StreamTimeFields> _logger;

    public StreamTimeFields(IStreamStore store, TimeProvider time, ILogger<StreamTimeFields> logger)
    {
        _store = store;
        _time = time;
        _logger = logger;
        _reads = new SingleFlight<StreamName, string?>(ReadFromStoreAsync);
    }

    /// <summary>Null when <paramref name="routingKey"/> is no stream's name or its settings name no field.</summary>
    public async ValueTask<string?> ReadAsync(string routingKey, CancellationToken cancellationToken)
    {
        if (_fields.TryGetValue(routingKey, out var known) && _time.GetElapsedTime(known.Stamp) < Remembered)
            return known.Field;
        return StreamName.TryParse(routingKey, out var stream) ? await _reads.GetAsync(stream, cancellationToken) : null;
    }

    /// <summary>Ends reads that nobody waits for any more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<string?> ReadFromStoreAsync(StreamName stream)
    {
        var stop = _stop.Token;
        for (var failures = 1; ; failures++)
        {
            try
            {
                var field = (await _store.ReadSettingsAsync(stream, stop)).TimeField;
                if (_fields.Count >= MostStreams)
                    _fields.Clear();
                _fields[stream.Value] = (field, _time.GetTimestamp());
                return field;
            }
            catch (Exception) when (!stop.IsCancellationRequested && _fields.TryGetValue(stream.Value, out var known))
            {
                // The database does not answer: what was known a moment ago is most likely still so, and the lake must not wait for it.
                return known.Field;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                // Handing the message back instead would count as a delivery, and soon as too many.
                LogWaiting(_logger, stream, e);
            }
            await Task.Delay(Backoff.After(failures), _time, stop);
        }
    }

    [LoggerMessage(EventId = 3410, Level = LogLevel.Warning, Message = "The settings of stream {Stream} can't be read; its messages wait")]
    private static partial void LogWaiting(ILogger logger, StreamName stream, Exception error);
}
