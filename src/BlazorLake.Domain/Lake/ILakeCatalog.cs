using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Lake;

/// <summary>What is in the lake, from the Delta logs alone: no data file is opened.</summary>
/// <remarks>Thread-safe. Every answer is of one snapshot; null where the stream has no table.</remarks>
public interface ILakeCatalog
{
    /// <summary>By stream name, ascending. A table that can't be read is listed with <see cref="LakeTable.Problem"/>.</summary>
    Task<IReadOnlyList<LakeTable>> ListAsync(CancellationToken cancellationToken);

    Task<LakeTableDetail?> FindAsync(StreamName stream, CancellationToken cancellationToken);

    /// <summary>Newest date first.</summary>
    Task<Page<LakePartition>?> ReadPartitionsAsync(StreamName stream, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Newest event time first; of one <paramref name="partition"/> or of all.</summary>
    Task<Page<LakeFile>?> ReadFilesAsync(StreamName stream, DateOnly? partition, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Newest version first, as far back as the log goes.</summary>
    Task<Page<LakeCommit>?> ReadHistoryAsync(StreamName stream, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>One table's newest snapshot, in numbers.</summary>
/// <param name="Version">Of the snapshot; -1 when it can't be read.</param>
/// <param name="RowCount">Sum over files that state theirs.</param>
/// <param name="FirstEventAt">Null when empty or not stated.</param>
/// <param name="Problem">Why it can't be read, for people; null when it can.</param>
public sealed record LakeTable(
    StreamName Stream,
    long Version,
    long RowCount,
    long SizeBytes,
    int FileCount,
    int PartitionCount,
    DateTimeOffset? FirstEventAt,
    DateTimeOffset? LastEventAt,
    DateTimeOffset? LastCommitAt,
    string? Problem);

/// <summary>One table with its columns.</summary>
/// <param name="Location">Folder or URL of the table, for other engines.</param>
public sealed record LakeTableDetail(LakeTable Table, string Location, IReadOnlyList<LakeColumn> Columns, IReadOnlyList<string> PartitionColumns);

/// <summary>One column of a table.</summary>
/// <param name="Type">Delta type: <c>string long double boolean timestamp date</c>.</param>
/// <param name="Path">Field path into the data; null for the columns every table has.</param>
public sealed record LakeColumn(string Name, string Type, string? Path);

/// <summary>One day of a table.</summary>
/// <param name="Date">UTC date of the event time.</param>
/// <param name="SmallFileCount">Files under 64 MiB.</param>
public sealed record LakePartition(DateOnly Date, int FileCount, int SmallFileCount, long RowCount, long SizeBytes, DateTimeOffset? FirstEventAt, DateTimeOffset? LastEventAt);

/// <summary>One data file of the newest snapshot.</summary>
/// <param name="Path">Relative to the table, decoded.</param>
/// <param name="Columns">Statistics by column, as the log states them.</param>
public sealed record LakeFile(
    string Path,
    DateOnly? Date,
    long SizeBytes,
    long? RowCount,
    DateTimeOffset WrittenAt,
    DateTimeOffset? FirstEventAt,
    DateTimeOffset? LastEventAt,
    IReadOnlyList<LakeColumnStatistics> Columns);

/// <summary>What the log states about the values of one column in one file.</summary>
/// <param name="Min">As text; a long text may be cut, so this is a lower bound. Null: not stated.</param>
/// <param name="Max">As text; an upper bound. Null: not stated.</param>
public sealed record LakeColumnStatistics(string Column, string? Min, string? Max, long? NullCount);

/// <summary>One version of a table and what it changed.</summary>
/// <param name="Operation"><c>WRITE</c>, <c>OPTIMIZE</c>, … as <c>commitInfo</c> says; null when it says nothing.</param>
/// <param name="AddedRowCount">Rows in added files.</param>
public sealed record LakeCommit(long Version, DateTimeOffset At, string? Operation, int AddedFileCount, int RemovedFileCount, long AddedRowCount, long AddedBytes);
