using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using BlazorLake.Lake.Schema;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace BlazorLake.Lake.Writing;

/// <summary>The statistics of one file: row count, and smallest and greatest value and nulls of its first columns.</summary>
internal static class StatisticsWriter
{
    /// <summary>As many columns as Delta Lake itself indexes by default (<c>delta.dataSkippingNumIndexedCols</c>), and the leading ones.</summary>
    private const int IndexedColumns = 39;

    /// <summary>Statistics of rows <paramref name="from"/> to <paramref name="to"/> (exclusive), as JSON text.</summary>
    public static string Write(IReadOnlyList<Column> columns, int from, int to)
    {
        var indexed = columns.Take(IndexedColumns).Where(column => column.Name != EventColumns.Data).Select(column => Bounds.Of(column, from, to)).ToList();
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("numRecords"u8, to - from);
            WritePart(json, "minValues", indexed.Where(bounds => bounds.Min is not null), bounds => bounds.Min!);
            WritePart(json, "maxValues", indexed.Where(bounds => bounds.Max is not null), bounds => bounds.Max!);
            WritePart(json, "nullCount", indexed, bounds => bounds.NullCount);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WritePart(Utf8JsonWriter json, string part, IEnumerable<Bounds> columns, Func<Bounds, object> value)
    {
        json.WriteStartObject(part);
        foreach (var bounds in columns)
        {
            json.WritePropertyName(bounds.Name);
            switch (value(bounds))
            {
                case string text:
                    json.WriteStringValue(text);
                    break;
                case long whole:
                    json.WriteNumberValue(whole);
                    break;
                case double number:
                    json.WriteNumberValue(number);
                    break;
            }
        }

        json.WriteEndObject();
    }

    private sealed record Bounds(string Name, object? Min, object? Max, long NullCount)
    {
        public static Bounds Of(Column column, int from, int to)
        {
            var first = column.IndexOf(from);
            var last = column.IndexOf(to);
            var nulls = to - from - (last - first);
            if (first == last)
                return new Bounds(column.Name, null, null, nulls);
            switch (column)
            {
                case Column<ByteArray> text:
                    var (least, greatest) = Extremes(text.Values[first..last]);
                    return new Bounds(column.Name, StatisticsText.LowerBound(Span(least)), StatisticsText.UpperBound(Span(greatest)), nulls);
                case Column<long> { Type: ColumnType.Timestamp } instants:
                    var (earliest, latest) = Extremes(instants.Values[first..last]);
                    return new Bounds(column.Name, StatisticsText.LowerBound(earliest), StatisticsText.UpperBound(latest), nulls);
                case Column<long> whole:
                    var (low, high) = Extremes(whole.Values[first..last]);
                    return new Bounds(column.Name, low, high, nulls);
                case Column<double> number:
                    var (smallest, largest) = Extremes(number.Values[first..last]);
                    return new Bounds(column.Name, smallest, largest, nulls);
                default:
                    return new Bounds(column.Name, null, null, nulls);
            }
        }

        private static (T Min, T Max) Extremes<T>(ReadOnlySpan<T> values)
            where T : IComparable<T>
        {
            var (min, max) = (values[0], values[0]);
            foreach (var value in values)
            {
                if (value.CompareTo(min) < 0)
                    min = value;
                else if (value.CompareTo(max) > 0)
                    max = value;
            }

            return (min, max);
        }

        private static (ByteArray Min, ByteArray Max) Extremes(ReadOnlySpan<ByteArray> values)
        {
            var (min, max) = (values[0], values[0]);
            foreach (var value in values)
            {
                if (Span(value).SequenceCompareTo(Span(min)) < 0)
                    min = value;
                else if (Span(value).SequenceCompareTo(Span(max)) > 0)
                    max = value;
            }

            return (min, max);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static unsafe ReadOnlySpan<byte> Span(ByteArray bytes) => new((void*)bytes.Pointer, bytes.Length);
    }
}
