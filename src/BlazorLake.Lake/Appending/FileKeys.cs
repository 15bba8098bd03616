using BlazorLake.Domain.Events;
using BlazorLake.Lake.Schema;
using ParquetSharp;

namespace BlazorLake.Lake.Appending;

/// <summary>Reads the keys of a data file's events without making a string of any.</summary>
internal static unsafe class FileKeys
{
    /// <summary>Adds the keys of rows received at or after an instant (microseconds since 1970).</summary>
    public static void Read(string file, StreamName stream, long receivedFrom, List<EventKey> keys, CancellationToken cancellationToken)
    {
        using var parquet = new ParquetFileReader(file);
        var columns = Enumerable.Range(0, parquet.FileMetaData.NumColumns).ToDictionary(index => parquet.FileMetaData.Schema.Column(index).Name, StringComparer.Ordinal);
        for (var index = 0; index < parquet.FileMetaData.NumRowGroups; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var group = parquet.RowGroup(index);
            using var ids = new Window<ByteArray>(group.Column(columns[EventColumns.EventId]));
            using var sources = new Window<ByteArray>(group.Column(columns[EventColumns.Source]));
            using var received = new Window<long>(group.Column(columns[EventColumns.ReceivedAt]));
            for (var left = group.MetaData.NumRows; left > 0;)
            {
                var rows = Math.Min(ids.Fill(), Math.Min(sources.Fill(), received.Fill()));
                for (var row = 0; row < rows; row++)
                {
                    var (id, source) = (ids.Take(), sources.Take());
                    if (received.Take() >= receivedFrom)
                        keys.Add(EventKey.Of(stream, Span(source), Span(id)));
                }

                left -= rows > 0 ? rows : throw new IOException($"'{file}' has columns of different lengths.");
            }
        }
    }

    private static ReadOnlySpan<byte> Span(ByteArray bytes) => new((void*)bytes.Pointer, bytes.Length);

    /// <summary>The part of a column that was read last. Its text stays where it is until the next part is read, which ends with a page at the latest.</summary>
    private sealed class Window<T>(ColumnReader column) : IDisposable
        where T : unmanaged
    {
        private readonly T[] _values = new T[8 * 1024];
        private readonly short[] _levels = new short[8 * 1024];
        private int _next;
        private int _count;

        public int Fill()
        {
            if (_next == _count)
            {
                var levels = ((ColumnReader<T>)column).ReadBatch(_values.Length, _levels, [], _values, out var values);
                _count = levels == values ? (int)levels : throw new IOException($"Column '{column.ColumnDescriptor.Name}' has nulls; every event has an id, a source and a received time.");
                _next = 0;
            }

            return _count - _next;
        }

        public T Take() => _values[_next++];

        public void Dispose() => column.Dispose();
    }
}
