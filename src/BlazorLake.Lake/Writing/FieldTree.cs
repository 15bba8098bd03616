using System.Diagnostics;
using BlazorLake.Lake.Schema;
using ParquetSharp;
using Encoding = System.Text.Encoding;

namespace BlazorLake.Lake.Writing;

/// <summary>Which field of the data goes to which column, and the columns of fields seen for the first time.</summary>
/// <param name="maxColumns">Typed columns at most; fields beyond stay in <c>data</c> only.</param>
internal sealed class FieldTree(int maxColumns)
{
    /// <summary>Bounds the tree when data has ever new member names.</summary>
    private const int NodesPerColumn = 10;
    private const int MaxPathBytes = 512;

    private readonly List<Column> _columns = [];
    private readonly List<(Column Column, IReadOnlyList<string> Segments, bool IsSecond)> _new = [];
    private int _nodes;

    public FieldNode Root { get; } = new([]);

    /// <summary>In the order of the schema, new ones last.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>Fields that held whole numbers, in a column of an earlier commit, and now have others too.</summary>
    public List<Column<long>> Widened { get; } = [];

    /// <summary>Takes the typed columns of a table's schema.</summary>
    public void AddKnown(TableSchema schema)
    {
        foreach (var field in schema.Fields)
        {
            if (field.Path is null || ColumnTypes.FromDelta(field.Type) is not { } type || type is ColumnType.Timestamp or ColumnType.Date || !FieldPaths.TrySplit(field.Path, out var segments))
                continue;
            var node = Root;
            foreach (var segment in segments)
            {
                var name = Encoding.UTF8.GetBytes(segment);
                node = node.Find(name) ?? Add(node, name);
            }

            _columns.Add(Attach(node, type, field.Name, field.Path, isNew: false));
        }
    }

    /// <summary>A field inside another, new if there is room; null: leave it in the data.</summary>
    public FieldNode? Add(FieldNode parent, ReadOnlySpan<byte> name, bool bounded) =>
        bounded && (_columns.Count >= maxColumns || _nodes >= maxColumns * NodesPerColumn) ? null : Add(parent, name);

    /// <summary>A column for a field that has none of this type yet, or null when there is no room.</summary>
    /// <param name="path">The names on the way to the field, outermost first.</param>
    public Column? AddColumn(FieldNode node, ColumnType type, IReadOnlyList<FieldNode> path)
    {
        if (_columns.Count >= maxColumns || path.Sum(step => step.Name.Length + 1) > MaxPathBytes)
            return null;
        string[] segments = [.. path.Select(step => Encoding.UTF8.GetString(step.Name))];
        var isSecond = node.HasColumn;
        var column = Attach(node, type, "", FieldPaths.Join(segments), isNew: true);
        _columns.Add(column);
        _new.Add((column, segments, isSecond));
        return column;
    }

    /// <summary>Turns a column of whole numbers of this batch into one of any numbers.</summary>
    public Column<double> Widen(FieldNode node, Column<long> whole)
    {
        var number = new Column<double>("", ColumnType.Double, whole.Path, isNew: true);
        Copy(whole, number);
        _columns[_columns.IndexOf(whole)] = number;
        var index = _new.FindIndex(added => ReferenceEquals(added.Column, whole));
        _new[index] = (number, _new[index].Segments, _new[index].IsSecond);
        whole.Dispose();
        node.Whole = null;
        node.Number = number;
        return number;
    }

    public static void Copy(Column<long> whole, Column<double> number)
    {
        for (var i = 0; i < whole.Count; i++)
            number.Add(whole.RowAt(i), whole.Values[i]);
    }

    /// <summary>Names the new columns.</summary>
    public void NameNewColumns(IEnumerable<string> taken)
    {
        var names = new ColumnNames(taken);
        foreach (var (column, segments, isSecond) in _new)
            column.Name = names.Take(segments, isSecond ? column.Type : null);
    }

    private static Column Attach(FieldNode node, ColumnType type, string name, string path, bool isNew) => type switch
    {
        ColumnType.String => node.Text = new Column<ByteArray>(name, type, path, isNew),
        ColumnType.Long => node.Whole = new Column<long>(name, type, path, isNew),
        ColumnType.Double => node.Number = new Column<double>(name, type, path, isNew),
        ColumnType.Boolean => node.Flag = new Column<bool>(name, type, path, isNew),
        _ => throw new UnreachableException($"No value of JSON is a {type}."),
    };

    private FieldNode Add(FieldNode parent, ReadOnlySpan<byte> name)
    {
        _nodes++;
        return parent.Add(name);
    }
}
