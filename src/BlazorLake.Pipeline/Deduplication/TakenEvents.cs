using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Deduplication;

/// <summary>Which events were taken in within 7 days, for an import that tells duplicates beforehand: a picture of the evaluation log at its start, and what the import adds.</summary>
/// <remarks>In flat memory, whatever the log's size. Not thread-safe.</remarks>
public sealed class TakenEvents : IAsyncDisposable
{
    private const string EvaluationLog = "rules";
    private const string Import = "import";

    private readonly RecentKeys _keys;
    private readonly TimeProvider _time;
    private long _added;

    private TakenEvents(RecentKeys keys, TimeProvider time) => (_keys, _time) = (keys, time);

    /// <param name="folder">A folder of its own; what is in it is replaced.</param>
    public static async Task<TakenEvents> ReadAsync(IEvaluationStore store, string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var keys = RecentKeys.Open(folder, time);
        await keys.ClearAsync(cancellationToken);
        await foreach (var group in store.ReadKeysAsync(0, cancellationToken))
            await keys.RecordAsync(EvaluationLog, group.Position, group.At, group.Keys, cancellationToken);
        return new TakenEvents(keys, time);
    }

    public bool Contains(EventKey key) => _keys.Contains(key);

    /// <summary>Remembers what the transport has taken durably.</summary>
    public ValueTask AddAsync(IReadOnlyList<EventKey> keys, CancellationToken cancellationToken) =>
        _keys.RecordAsync(Import, ++_added, _time.GetUtcNow(), keys, cancellationToken);

    public ValueTask DisposeAsync() => _keys.DisposeAsync();
}
