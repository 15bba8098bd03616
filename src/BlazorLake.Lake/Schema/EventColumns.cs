namespace BlazorLake.Lake.Schema;

/// <summary>The columns every table of ours has.</summary>
/// <remarks>Source: CONTRACT.md section 7. <see cref="Partition"/> is in the log and the folder name, not in the files.</remarks>
internal static class EventColumns
{
    public const string EventId = "event_id";
    public const string Source = "source";
    public const string Type = "type";
    public const string Subject = "subject";
    public const string EventTime = "event_time";
    public const string ReceivedAt = "received_at";
    public const string Data = "data";
    public const string Partition = "dt";

    /// <summary>In the order of the schema, before the typed columns.</summary>
    public static readonly IReadOnlyList<TableField> Leading =
    [
        new(EventId, "string", null),
        new(Source, "string", null),
        new(Type, "string", null),
        new(Subject, "string", null),
        new(EventTime, "timestamp", null),
        new(ReceivedAt, "timestamp", null),
        new(Data, "string", null),
    ];

    public static readonly TableField PartitionField = new(Partition, "date", null);

    /// <summary>The schema of a table with these typed columns.</summary>
    public static TableSchema SchemaWith(IEnumerable<TableField> typed) => new([.. Leading, .. typed, PartitionField]);
}
