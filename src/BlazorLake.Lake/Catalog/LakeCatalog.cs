using System.Globalization;
using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Lake.Log;
using BlazorLake.Lake.Query;
using BlazorLake.Lake.Storage;

namespace BlazorLake.Lake.Catalog;

/// <inheritdoc/>
internal sealed class LakeCatalog(ILakeStorage storage, TableLogs logs) : ILakeCatalog
{
    private const long SmallFileBytes = 64L * 1024 * 1024;

    public async Task<IReadOnlyList<LakeTable>> ListAsync(CancellationToken cancellationToken)
    {
        var tables = new List<LakeTable>();
        foreach (var stream in logs.List())
        {
            try
            {
                if (await logs.ReadNewestAsync(stream, cancellationToken) is { } snapshot)
                    tables.Add(TableOf(stream, snapshot));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                tables.Add(new LakeTable(stream, -1, 0, 0, 0, 0, null, null, null, exception.Message));
            }
        }

        return tables;
    }

    public async Task<LakeTableDetail?> FindAsync(StreamName stream, CancellationToken cancellationToken) =>
        await logs.ReadNewestAsync(stream, cancellationToken) is { } snapshot
            ? new LakeTableDetail(
                TableOf(stream, snapshot),
                storage.LocationOf(stream.Value),
                [.. snapshot.Schema.Fields.Select(field => new LakeColumn(field.Name, field.Type, field.Path))],
                snapshot.Metadata!.PartitionColumns)
            : null;

    public async Task<Page<LakePartition>?> ReadPartitionsAsync(StreamName stream, PageRequest page, CancellationToken cancellationToken)
    {
        if (await logs.ReadNewestAsync(stream, cancellationToken) is not { } snapshot)
            return null;
        var partitions = snapshot.Files.Values
            .Select(file => (Date: FilePruning.DateOf(file), File: file))
            .Where(file => file.Date is not null)
            .GroupBy(file => file.Date!.Value, file => file.File)
            .OrderByDescending(files => files.Key)
            .Select(files => PartitionOf(files.Key, [.. files]));
        return PageAt(partitions, page);
    }

    public async Task<Page<LakeFile>?> ReadFilesAsync(StreamName stream, DateOnly? partition, PageRequest page, CancellationToken cancellationToken)
    {
        if (await logs.ReadNewestAsync(stream, cancellationToken) is not { } snapshot)
            return null;
        var files = snapshot.Files.Values
            .Where(file => partition is null || FilePruning.DateOf(file) == partition)
            .OrderByDescending(file => FilePruning.RangeOf(file).Last)
            .ThenByDescending(file => file.Path, StringComparer.Ordinal);
        var found = PageAt(files, page);
        return new Page<LakeFile>([.. found.Items.Select(FileOf)], found.NextCursor);
    }

    public async Task<Page<LakeCommit>?> ReadHistoryAsync(StreamName stream, PageRequest page, CancellationToken cancellationToken)
    {
        var log = logs.LogOf(stream);
        var versions = log.ListCommits();
        if (versions.Count == 0)
            return null;
        var before = PositionOf(page) ?? long.MaxValue;
        var wanted = versions.Where(commit => commit.Version < before).Take(page.Limit + 1).ToList();
        var commits = new List<LakeCommit>();
        foreach (var (version, writtenAt) in wanted.Take(page.Limit))
        {
            if (await log.ReadCommitAsync(version, cancellationToken) is { } actions)
                commits.Add(CommitOf(version, writtenAt, actions));
        }

        return new Page<LakeCommit>(commits, wanted.Count > page.Limit ? wanted[page.Limit - 1].Version.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static LakeTable TableOf(StreamName stream, Snapshot snapshot)
    {
        var files = snapshot.Files.Values;
        return new LakeTable(
            stream,
            snapshot.Version,
            files.Sum(file => file.Parsed.RowCount ?? 0),
            files.Sum(file => file.SizeBytes),
            snapshot.Files.Count,
            files.Select(FilePruning.DateOf).Distinct().Count(),
            files.Min(file => file.Parsed.FirstEventAt),
            files.Max(file => file.Parsed.LastEventAt),
            snapshot.CommittedAt,
            Problem: null);
    }

    private static LakePartition PartitionOf(DateOnly date, IReadOnlyList<DeltaAction.Add> files) => new(
        date,
        files.Count,
        files.Count(file => file.SizeBytes < SmallFileBytes),
        files.Sum(file => file.Parsed.RowCount ?? 0),
        files.Sum(file => file.SizeBytes),
        files.Min(file => file.Parsed.FirstEventAt),
        files.Max(file => file.Parsed.LastEventAt));

    private static LakeFile FileOf(DeltaAction.Add file) => new(
        file.Path,
        FilePruning.DateOf(file),
        file.SizeBytes,
        file.Parsed.RowCount,
        DateTimeOffset.FromUnixTimeMilliseconds(file.ModifiedAt),
        file.Parsed.FirstEventAt,
        file.Parsed.LastEventAt,
        FileStatistics.ParseColumns(file.Statistics));

    private static LakeCommit CommitOf(long version, DateTimeOffset writtenAt, IReadOnlyList<DeltaAction> actions)
    {
        var info = actions.OfType<DeltaAction.CommitInfo>().FirstOrDefault();
        var added = actions.OfType<DeltaAction.Add>().ToList();
        return new LakeCommit(
            version,
            info?.At is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : writtenAt,
            info?.Operation,
            added.Count,
            actions.OfType<DeltaAction.Remove>().Count(),
            added.Sum(file => file.Parsed.RowCount ?? 0),
            added.Sum(file => file.SizeBytes));
    }

    private static long? PositionOf(PageRequest page) =>
        string.IsNullOrEmpty(page.Cursor) ? null
        : long.TryParse(page.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
        : throw new InvalidCursorException(page.Cursor);

    // The cursor is how many were given: these lists are small, and newest first is what people page for.
    private static Page<T> PageAt<T>(IEnumerable<T> items, PageRequest page)
    {
        var given = (int)Math.Min(PositionOf(page) ?? 0, int.MaxValue - page.Limit);
        var found = items.Skip(given).Take(page.Limit + 1).ToList();
        return found.Count > page.Limit
            ? new Page<T>(found[..page.Limit], (given + page.Limit).ToString(CultureInfo.InvariantCulture))
            : new Page<T>(found, null);
    }
}
