using BlazorLake.Lake.Schema;
using ParquetSharp;

namespace BlazorLake.Lake.Writing;

/// <summary>The values of one column for one batch: only rows that have one, ascending.</summary>
internal abstract class Column(string name, ColumnType type, string? path, bool isNew)
{
    private int[] _rows = new int[16];

    /// <summary>Given at the end for a column that is new.</summary>
    public string Name { get; set; } = name;

    public ColumnType Type { get; } = type;

    /// <summary>Where in the data; null for the columns every table has.</summary>
    public string? Path { get; } = path;

    public bool IsNew { get; } = isNew;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public TableField Field => new(Name, Type.ToDelta(), Path);

    /// <summary>The index of the first value whose row is not before this one.</summary>
    public int IndexOf(int row)
    {
        var index = Rows.BinarySearch(row);
        return index < 0 ? ~index : index;
    }

    /// <summary>Writes rows <paramref name="from"/> to <paramref name="to"/> (exclusive) as the next column of a row group.</summary>
    public abstract void Write(ColumnWriter writer, int from, int to, short[] levels);

    protected int AddRow(int row)
    {
        if (Count == _rows.Length)
            Array.Resize(ref _rows, Count * 2);
        _rows[Count] = row;
        return Count++;
    }
}

/// <inheritdoc/>
internal sealed class Column<T>(string name, ColumnType type, string? path, bool isNew) : Column(name, type, path, isNew)
    where T : unmanaged
{
    private T[] _values = new T[16];

    public ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    public void Add(int row, T value)
    {
        // JSON with one member twice never gets here, so a row has one value; a second one would shift all that follow.
        if (Count > 0 && Rows[^1] == row)
            return;
        var index = AddRow(row);
        if (index == _values.Length)
            Array.Resize(ref _values, index * 2);
        _values[index] = value;
    }

    public override void Write(ColumnWriter writer, int from, int to, short[] levels)
    {
        var first = IndexOf(from);
        var last = IndexOf(to);
        var present = levels.AsSpan(0, to - from);
        present.Clear();
        foreach (var row in Rows[first..last])
            present[row - from] = 1;
        ((ColumnWriter<T>)writer).WriteBatch(present.Length, present, [], Values[first..last]);
    }
}
