using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Pipeline.Deduplication;

namespace BlazorLake.Pipeline.Lake;

/// <summary>Keeps the index of known keys abreast of the tables' Delta logs.</summary>
internal sealed class LakeLog(ILakeAppender lake, RecentKeys known, TimeProvider time)
{
    private const long NoTable = -1;

    private readonly HashSet<StreamName> _checked = [];

    /// <summary>The table version up to which the index knows the table; -1: no table seen.</summary>
    public long VersionOf(StreamName stream) => known.PositionOf(stream.Value) ?? NoTable;

    /// <summary>Reads what was added since; at a table's first call also makes sure that the index is of this table.</summary>
    public async Task CatchUpAsync(StreamName stream, CancellationToken cancellationToken)
    {
        if (!_checked.Contains(stream) && !await IsOfThisTableAsync(stream, cancellationToken))
            await ForgetAsync(cancellationToken);
        _checked.Add(stream);
        await foreach (var added in lake.ReadKeysAsync(stream, VersionOf(stream), time.GetUtcNow() - RecentKeys.Window, cancellationToken))
            await known.RecordAsync(stream.Value, added.Version, added.At, added.Keys, cancellationToken);
    }

    public bool IsChecked(StreamName stream) => _checked.Contains(stream);

    public ValueTask RecordAsync(StreamName stream, long version, IReadOnlyList<EventKey> keys, CancellationToken cancellationToken) =>
        known.RecordAsync(stream.Value, version, time.GetUtcNow(), keys, cancellationToken);

    /// <summary>A table was deleted or put back: the index knows things that are in no table. Every table is read again when it is next written.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await known.ClearAsync(cancellationToken);
        _checked.Clear();
    }

    private async Task<bool> IsOfThisTableAsync(StreamName stream, CancellationToken cancellationToken)
    {
        if (VersionOf(stream) is var version && version == NoTable)
            return true;
        await foreach (var added in lake.ReadKeysAsync(stream, version - 1, time.GetUtcNow() - RecentKeys.Window, cancellationToken))
            return added.Version == version && added.Keys.All(known.Contains);
        return false;
    }
}
