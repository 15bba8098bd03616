namespace BlazorLake.Lake.Log;

/// <summary>One line of a commit, or one row of a checkpoint; what we don't know is not read at all.</summary>
/// <remarks>Source: delta-io/delta PROTOCOL.md "Actions".</remarks>
internal abstract record DeltaAction
{
    private DeltaAction()
    {
    }

    /// <param name="Path">Decoded; relative to the table, or absolute.</param>
    /// <param name="Partition">Values by column; null and empty text are both null.</param>
    /// <param name="ModifiedAt">Milliseconds since 1970.</param>
    /// <param name="Statistics">JSON text as written, or null.</param>
    public sealed record Add(string Path, IReadOnlyDictionary<string, string?> Partition, long SizeBytes, long ModifiedAt, bool DataChange, string? Statistics) : DeltaAction
    {
        private FileStatistics? _parsed;

        /// <summary>Row count and time bounds; parsed once, all unknown when the text is odd.</summary>
        public FileStatistics Parsed => _parsed ??= FileStatistics.Parse(Statistics);
    }

    /// <param name="DeletedAt">Milliseconds since 1970; 0 when not stated.</param>
    public sealed record Remove(string Path, long DeletedAt, bool DataChange) : DeltaAction;

    /// <param name="Schema">JSON text.</param>
    /// <param name="CreatedAt">Milliseconds since 1970, or null.</param>
    public sealed record Metadata(
        string Id,
        string? Name,
        string Schema,
        IReadOnlyList<string> PartitionColumns,
        IReadOnlyDictionary<string, string?> Configuration,
        long? CreatedAt) : DeltaAction;

    public sealed record Protocol(int Reader, int Writer) : DeltaAction;

    public sealed record Transaction(string AppId, long Version, long? UpdatedAt) : DeltaAction;

    /// <param name="At">Milliseconds since 1970, or null.</param>
    public sealed record CommitInfo(long? At, string? Operation) : DeltaAction;
}
