using BlazorLake.Lake.Schema;
using ParquetSharp;
using ParquetSharp.IO;
using ParquetSharp.Schema;

namespace BlazorLake.Lake.Writing;

/// <summary>Writes a range of encoded events as one Parquet file.</summary>
/// <remarks>
/// zstd; row groups of 122,880 rows, which is what DuckDB reads in parallel by; a page index. Every column is optional. <c>data</c> has no statistics: nobody looks for a whole object.
/// ParquetSharp, because Parquet.Net 6.1 writes wrong bounds for timestamps (ADR 0005).
/// </remarks>
internal static class ParquetFile
{
    private const int RowGroupRows = 122_880;

    public static void Write(string file, IReadOnlyList<Column> columns, int from, int to)
    {
        using var properties = Properties();
        using var schema = SchemaOf(columns);
        using var writer = new ParquetFileWriter(file, schema, properties);
        Write(writer, columns, from, to);
    }

    /// <summary>Does all that writing the file would do, in memory.</summary>
    public static void Rehearse(IReadOnlyList<Column> columns, int from, int to)
    {
        using var buffer = new ResizableBuffer();
        using var output = new BufferOutputStream(buffer);
        using var properties = Properties();
        using var schema = SchemaOf(columns);
        using var writer = new ParquetFileWriter(output, schema, properties);
        Write(writer, columns, from, to);
    }

    private static void Write(ParquetFileWriter writer, IReadOnlyList<Column> columns, int from, int to)
    {
        var levels = new short[Math.Min(RowGroupRows, to - from)];
        for (var start = from; start < to; start += RowGroupRows)
        {
            var end = Math.Min(start + RowGroupRows, to);
            using var group = writer.AppendRowGroup();
            foreach (var column in columns)
            {
                using var next = group.NextColumn();
                column.Write(next, start, end, levels);
            }
        }

        writer.Close();
    }

    private static GroupNode SchemaOf(IReadOnlyList<Column> columns) => new("schema", Repetition.Required, [.. columns.Select(NodeOf)]);

    private static WriterProperties Properties()
    {
        using var builder = new WriterPropertiesBuilder();
        return builder
            .Compression(Compression.Zstd)
            .CreatedBy("BlazorLake")
            .EnableWritePageIndex()
            .DisableDictionary(EventColumns.EventId)
            .DisableDictionary(EventColumns.EventTime)
            .DisableDictionary(EventColumns.ReceivedAt)
            .DisableDictionary(EventColumns.Data)
            .DisableStatistics(EventColumns.Data)
            .Build();
    }

    private static PrimitiveNode NodeOf(Column column) => column.Type switch
    {
        ColumnType.String => Optional(column.Name, LogicalType.String(), PhysicalType.ByteArray),
        ColumnType.Long => Optional(column.Name, LogicalType.None(), PhysicalType.Int64),
        ColumnType.Double => Optional(column.Name, LogicalType.None(), PhysicalType.Double),
        ColumnType.Boolean => Optional(column.Name, LogicalType.None(), PhysicalType.Boolean),
        ColumnType.Timestamp => Optional(column.Name, LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros), PhysicalType.Int64),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, "Dates are partition values, never in a file."),
    };

    private static PrimitiveNode Optional(string name, LogicalType logical, PhysicalType physical)
    {
        using (logical)
            return new PrimitiveNode(name, Repetition.Optional, logical, physical);
    }
}
