using System.Text.Json;
using System.Text.Unicode;
using BlazorLake.Domain.Events;
using BlazorLake.Lake.Schema;
using ParquetSharp;

namespace BlazorLake.Lake.Writing;

/// <summary>Turns events into columns in one pass over their JSON.</summary>
/// <remarks>
/// A field gets the column of its first type: text, whole number (<c>long</c>), any number (<c>double</c>) or boolean. A value of another type gets a second column. Where a field has
/// a column for any number, it holds whole numbers too; the one for whole numbers holds only those. Null, and whatever is inside arrays, stays in <c>data</c>.
/// Not thread-safe. Source: CONTRACT.md section 7.
/// </remarks>
internal sealed class EventEncoder : IDisposable
{
    private readonly ByteArena _arena = new();
    private readonly TableSchema? _schema;
    private readonly FieldTree _tree;
    private readonly List<FieldNode> _path = [];
    private readonly Column<ByteArray> _id = Leading<ByteArray>(EventColumns.EventId, ColumnType.String);
    private readonly Column<ByteArray> _source = Leading<ByteArray>(EventColumns.Source, ColumnType.String);
    private readonly Column<ByteArray> _type = Leading<ByteArray>(EventColumns.Type, ColumnType.String);
    private readonly Column<ByteArray> _subject = Leading<ByteArray>(EventColumns.Subject, ColumnType.String);
    private readonly Column<long> _time = Leading<long>(EventColumns.EventTime, ColumnType.Timestamp);
    private readonly Column<long> _received = Leading<long>(EventColumns.ReceivedAt, ColumnType.Timestamp);
    private readonly Column<ByteArray> _data = Leading<ByteArray>(EventColumns.Data, ColumnType.String);
    private (string Text, ByteArray Bytes) _lastSource = ("", default);
    private (string Text, ByteArray Bytes) _lastType = ("", default);
    private byte[] _name = new byte[256];

    /// <param name="schema">The table's; null for a new table.</param>
    public EventEncoder(TableSchema? schema, int maxTypedColumns)
    {
        _schema = schema;
        _tree = new FieldTree(maxTypedColumns);
        if (schema is not null)
            _tree.AddKnown(schema);
    }

    /// <summary>Reads all events; rows are in the order given.</summary>
    public EncodedEvents Encode(IReadOnlyList<StreamEvent> events)
    {
        for (var row = 0; row < events.Count; row++)
            Add(row, events[row]);
        var known = _schema ?? EventColumns.SchemaWith([]);
        _tree.NameNewColumns(known.Fields.Select(field => field.Name));
        return new EncodedEvents(
            [_id, _source, _type, _subject, _time, _received, _data, .. _tree.Columns],
            known.With(_tree.Columns.Where(column => column.IsNew).Select(column => column.Field)),
            _tree.Columns.Any(column => column.IsNew),
            [.. _tree.Widened.Select(column => column.Name)]);
    }

    public void Dispose()
    {
        foreach (var column in (Column[])[_id, _source, _type, _subject, _time, _received, _data, .. _tree.Columns])
            column.Dispose();
        _arena.Dispose();
    }

    private void Add(int row, StreamEvent added)
    {
        _id.Add(row, _arena.Add(added.Id));
        _source.Add(row, Repeated(ref _lastSource, added.Source));
        _type.Add(row, Repeated(ref _lastType, added.Type));
        if (added.Subject is not null)
            _subject.Add(row, _arena.Add(added.Subject));
        _time.Add(row, Microseconds(added.Time));
        _received.Add(row, Microseconds(added.ReceivedAt));
        // Checked when it was accepted, and once more, because a table that holds such bytes can't be read by anybody.
        if (!Utf8.IsValid(added.Data.Span))
            throw new InvalidDataException("Its data is not valid UTF-8.");
        _data.Add(row, _arena.Add(added.Data.Span));
        var reader = new Utf8JsonReader(added.Data.Span);
        reader.Read();
        ReadObject(ref reader, _tree.Root, row);
    }

    private void ReadObject(ref Utf8JsonReader reader, FieldNode parent, int row)
    {
        parent.Restart();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? Unescape(reader.ValueSpan) : reader.ValueSpan;
            var known = parent.Find(name);
            if (known is null && !TryFieldFor(ref reader, parent, name, out known))
                continue;
            if (known is not null)
            {
                reader.Read();
                ReadValue(ref reader, known, row);
            }
        }
    }

    // A field that was never seen is only added for a value that could have a column.
    private bool TryFieldFor(ref Utf8JsonReader reader, FieldNode parent, ReadOnlySpan<byte> name, out FieldNode? added)
    {
        var ahead = reader;
        ahead.Read();
        added = ahead.TokenType is JsonTokenType.Null or JsonTokenType.StartArray ? null : _tree.Add(parent, name, bounded: true);
        if (added is null)
            reader.Skip();
        return added is not null;
    }

    private void ReadValue(ref Utf8JsonReader reader, FieldNode node, int row)
    {
        _path.Add(node);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, node, row);
                break;
            case JsonTokenType.StartArray:
                reader.Skip();
                break;
            case JsonTokenType.String when (node.Text ?? _tree.AddColumn(node, ColumnType.String, _path)) is Column<ByteArray> text:
                text.Add(row, reader.ValueIsEscaped ? Unescaped(reader.ValueSpan) : _arena.Add(reader.ValueSpan));
                break;
            case JsonTokenType.Number:
                AddNumber(ref reader, node, row);
                break;
            case JsonTokenType.True or JsonTokenType.False when (node.Flag ?? _tree.AddColumn(node, ColumnType.Boolean, _path)) is Column<bool> flag:
                flag.Add(row, reader.TokenType == JsonTokenType.True);
                break;
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private void AddNumber(ref Utf8JsonReader reader, FieldNode node, int row)
    {
        if (reader.TryGetInt64(out var whole))
        {
            if (node.Whole is null && node.Number is null)
                _tree.AddColumn(node, ColumnType.Long, _path);
            node.Whole?.Add(row, whole);
            node.Number?.Add(row, whole);
            return;
        }

        // Beyond the range of double there is no number to store; the data keeps it.
        if (!reader.TryGetDouble(out var number) || !double.IsFinite(number))
            return;
        if (node.Number is null && node.Whole is { IsNew: true } young)
        {
            _tree.Widen(node, young);
        }
        else if (node.Number is null)
        {
            if (_tree.AddColumn(node, ColumnType.Double, _path) is Column<double> second && node.Whole is { } old)
            {
                FieldTree.Copy(old, second);
                _tree.Widened.Add(old);
            }
        }

        node.Number?.Add(row, number);
    }

    private ByteArray Repeated(ref (string Text, ByteArray Bytes) last, string text)
    {
        if (!string.Equals(last.Text, text, StringComparison.Ordinal))
            last = (text, _arena.Add(text));
        return last.Bytes;
    }

    private ByteArray Unescaped(ReadOnlySpan<byte> escaped) => _arena.Take(JsonText.Unescape(escaped, _arena.Reserve(escaped.Length)));

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        if (_name.Length < escaped.Length)
            _name = new byte[escaped.Length];
        return _name.AsSpan(0, JsonText.Unescape(escaped, _name));
    }

    private static long Microseconds(DateTimeOffset instant) => (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static Column<T> Leading<T>(string name, ColumnType type)
        where T : unmanaged => new(name, type, null, isNew: false);
}

/// <summary>Events as columns. Valid until its encoder is disposed.</summary>
/// <param name="Schema">The table's, with the new columns.</param>
/// <param name="HasNewColumns">Whether the table's schema must grow.</param>
/// <param name="WidenedColumns">Columns of whole numbers, of earlier commits, whose field has other numbers now.</param>
internal sealed record EncodedEvents(IReadOnlyList<Column> Columns, TableSchema Schema, bool HasNewColumns, IReadOnlyList<string> WidenedColumns);
