namespace BlazorLake.Lake.Schema;

/// <summary>The Delta types our tables use.</summary>
internal enum ColumnType
{
    String,
    Long,
    Double,
    Boolean,
    Timestamp,
    Date,
}

internal static class ColumnTypes
{
    public static string ToDelta(this ColumnType type) => type switch
    {
        ColumnType.String => "string",
        ColumnType.Long => "long",
        ColumnType.Double => "double",
        ColumnType.Boolean => "boolean",
        ColumnType.Timestamp => "timestamp",
        _ => "date",
    };

    /// <summary>Null for a Delta type our tables don't use.</summary>
    public static ColumnType? FromDelta(string type) => type switch
    {
        "string" => ColumnType.String,
        "long" => ColumnType.Long,
        "double" => ColumnType.Double,
        "boolean" => ColumnType.Boolean,
        "timestamp" => ColumnType.Timestamp,
        "date" => ColumnType.Date,
        _ => null,
    };
}
