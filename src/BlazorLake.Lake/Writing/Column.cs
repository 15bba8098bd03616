using System.Buffers;
using BlazorLake.Lake.Schema;
using ParquetSharp;

namespace BlazorLake.Lake.Writing;

/// <summary>The values of one column for one batch: only rows that have one, ascending.</summary>
internal abstract class Column(string name, ColumnType type, string? path, bool isNew) : IDisposable
{
    protected const int FirstCapacity = 256;

    /// <summary>Null while every row from 0 on has a value, as in most columns: then the n-th value is row n.</summary>
    private int[]? _rows;

    /// <summary>Given at the end for a column that is new.</summary>
    public string Name { get; set; } = name;

    public ColumnType Type { get; } = type;

    /// <summary>Where in the data; null for the columns every table has.</summary>
    public string? Path { get; } = path;

    public bool IsNew { get; } = isNew;

    public int Count { get; private set; }

    public TableField Field => new(Name, Type.ToDelta(), Path);

    public int RowAt(int index) => _rows is null ? index : _rows[index];

    /// <summary>The index of the first value whose row is not before this one.</summary>
    public int IndexOf(int row)
    {
        if (_rows is null)
            return Math.Min(row, Count);
        var index = _rows.AsSpan(0, Count).BinarySearch(row);
        return index < 0 ? ~index : index;
    }

    /// <summary>Writes rows <paramref name="from"/> to <paramref name="to"/> (exclusive) as the next column of a row group.</summary>
    public abstract void Write(ColumnWriter writer, int from, int to, short[] levels);

    public virtual void Dispose()
    {
        if (_rows is not null)
            ArrayPool<int>.Shared.Return(_rows);
        _rows = null;
    }

    /// <summary>False when the row has a value already.</summary>
    protected bool TryAddRow(int row)
    {
        if (_rows is null && row == Count)
        {
            Count++;
            return true;
        }

        // JSON with one member twice never gets here, so a row has one value; a second one would shift all that follow.
        if (Count > 0 && RowAt(Count - 1) == row)
            return false;
        if (_rows is null)
            StartRows();
        else if (Count == _rows.Length)
            Grow(ref _rows, Count);
        _rows![Count++] = row;
        return true;
    }

    /// <summary>Sets 1 for each of the rows that has a value, 0 for the others.</summary>
    protected void FillLevels(Span<short> levels, int from, int first, int last)
    {
        if (last - first == levels.Length)
        {
            levels.Fill(1);
            return;
        }

        levels.Clear();
        for (var index = first; index < last; index++)
            levels[RowAt(index) - from] = 1;
    }

    protected static void Grow<T>(ref T[] array, int count)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(FirstCapacity, count * 2));
        array.AsSpan(0, count).CopyTo(larger);
        if (array.Length > 0)
            ArrayPool<T>.Shared.Return(array);
        array = larger;
    }

    private void StartRows()
    {
        _rows = ArrayPool<int>.Shared.Rent(Math.Max(FirstCapacity, Count * 2));
        for (var index = 0; index < Count; index++)
            _rows[index] = index;
    }
}

/// <inheritdoc/>
internal sealed class Column<T>(string name, ColumnType type, string? path, bool isNew) : Column(name, type, path, isNew)
    where T : unmanaged
{
    private T[] _values = [];

    public ReadOnlySpan<T> Values => _values.AsSpan(0, Count);

    public void Add(int row, T value)
    {
        var index = Count;
        if (!TryAddRow(row))
            return;
        if (index == _values.Length)
            Grow(ref _values, index);
        _values[index] = value;
    }

    public override void Write(ColumnWriter writer, int from, int to, short[] levels)
    {
        var (first, last) = (IndexOf(from), IndexOf(to));
        var present = levels.AsSpan(0, to - from);
        FillLevels(present, from, first, last);
        ((ColumnWriter<T>)writer).WriteBatch(present.Length, present, [], Values[first..last]);
    }

    public override void Dispose()
    {
        base.Dispose();
        if (_values.Length > 0)
            ArrayPool<T>.Shared.Return(_values);
        _values = [];
    }
}
