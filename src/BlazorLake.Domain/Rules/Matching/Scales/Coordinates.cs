using System.Runtime.CompilerServices;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Where an event lies on each scale: one coordinate on most, several where a field has several values.</summary>
/// <remarks>One thread at a time; reused from event to event without allocating.</remarks>
internal sealed class Coordinates(int dimensionCount)
{
    /// <summary>The event has no value there.</summary>
    public const int Absent = int.MinValue;

    private const int Several = int.MinValue + 1;
    private const int Unasked = int.MinValue + 2;
    private const int Kept = 16_384;
    private const byte Often = 8;
    private const int EventsUntilDoubt = 1_024;

    private readonly int[] _single = NewSingle(dimensionCount);
    private readonly Range[] _ranges = new Range[dimensionCount];
    private readonly int[] _touched = new int[dimensionCount];

    /// <summary>By dimension: how often, of late, somebody asked where the event was yet to be placed.</summary>
    private readonly byte[] _askings = new byte[dimensionCount];
    private int[] _pool = new int[64];
    private int _touchedCount;
    private int _poolCount;
    private int _start;
    private int _events;

    private ReadOnlySpan<int> Touched => _touched.AsSpan(0, _touchedCount);

    /// <summary>Ascending, each once.</summary>
    public ReadOnlySpan<int> this[int dimension]
    {
        get
        {
            if (_single[dimension] == Unasked)
                Ask(dimension);
            return _single[dimension] switch
            {
                Absent => default,
                Several => _pool.AsSpan(_ranges[dimension].Start, _ranges[dimension].Count),
                _ => _single.AsSpan(dimension, 1),
            };
        }
    }

    /// <summary>Places the event on a dimension when that is first asked for.</summary>
    public Action<int>? Place { get; set; }

    /// <summary>By dimension the one coordinate; negative when there is not one, or not yet: then see <see cref="IsOther"/>.</summary>
    public ReadOnlySpan<int> Singles => _single;

    /// <summary>The coordinate lies in the interval, and is the only one there.</summary>
    /// <param name="span">How much farther the interval ends.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOne(int single, int low, uint span) => (uint)(single - low) <= span;

    /// <summary>Only <see cref="Has"/> can tell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOther(int single) => single is Several or Unasked;

    /// <summary>Whether the event has a coordinate from <paramref name="low"/> to <paramref name="high"/> on the dimension.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int dimension, int low, int high)
    {
        var single = _single[dimension];
        return IsOne(single, low, (uint)(high - low)) || (IsOther(single) && HasOther(dimension, low, high));
    }

    public void Clear()
    {
        foreach (var dimension in Touched)
        {
            if (_single[dimension] == Unasked && _askings[dimension] > 0)
                _askings[dimension]--;
            _single[dimension] = Absent;
        }

        if (++_events % EventsUntilDoubt == 0)
            Doubt();
        _touchedCount = _poolCount = _start = 0;
        if (_pool.Length > Kept)
            _pool = new int[Kept];
    }

    /// <summary>The event has a value for the dimension, to be placed if somebody asks. False when so far nearly always somebody did: then it is better placed at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPostpone(int dimension)
    {
        if (_askings[dimension] >= Often)
            return false;
        _single[dimension] = Unasked;
        _touched[_touchedCount++] = dimension;
        return true;
    }

    /// <summary>The one coordinate of a dimension.</summary>
    public void Set(int dimension, int coordinate)
    {
        _single[dimension] = coordinate;
        _touched[_touchedCount++] = dimension;
    }

    /// <summary>One coordinate of the dimension that the next <see cref="TryClose"/> names.</summary>
    public void Add(int coordinate)
    {
        // The same value over and over is what long arrays often hold.
        if (_poolCount > _start && _pool[_poolCount - 1] == coordinate)
            return;
        if (_poolCount == _pool.Length)
            Array.Resize(ref _pool, _poolCount * 2);
        _pool[_poolCount++] = coordinate;
    }

    /// <summary>False when the dimension has none.</summary>
    public bool TryClose(int dimension)
    {
        var count = _poolCount - _start;
        if (count == 0)
            return false;
        _touched[_touchedCount++] = dimension;
        Fix(dimension, count);
        return true;
    }

    private void Fix(int dimension, int count)
    {
        if (count == 1)
        {
            _single[dimension] = _pool[_start];
            _poolCount = _start;
            return;
        }

        count = SortOnce(_pool.AsSpan(_start, count));
        _single[dimension] = Several;
        _ranges[dimension] = new Range(_start, count);
        _start = _poolCount = _start + count;
    }

    /// <summary>Streams change: what is placed at once must show again that somebody asks.</summary>
    private void Doubt()
    {
        foreach (ref var askings in _askings.AsSpan())
            askings = Math.Min(askings, (byte)(Often - 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Ask(int dimension)
    {
        _askings[dimension]++;
        // It is among those touched already.
        _single[dimension] = Absent;
        Place!(dimension);
        if (_poolCount > _start)
            Fix(dimension, _poolCount - _start);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool HasOther(int dimension, int low, int high)
    {
        if (_single[dimension] == Unasked)
            Ask(dimension);
        if (_single[dimension] != Several)
            return IsOne(_single[dimension], low, (uint)(high - low));
        var all = this[dimension];
        var at = all.BinarySearch(low);
        return at >= 0 || (~at < all.Length && all[~at] <= high);
    }

    private static int SortOnce(Span<int> values)
    {
        values.Sort();
        var count = 1;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] != values[count - 1])
                values[count++] = values[i];
        }

        return count;
    }

    private static int[] NewSingle(int count)
    {
        var single = new int[count];
        single.AsSpan().Fill(Absent);
        return single;
    }

    private readonly record struct Range(int Start, int Count);
}
