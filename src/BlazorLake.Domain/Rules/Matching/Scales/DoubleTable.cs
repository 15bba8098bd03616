using System.Runtime.CompilerServices;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Doubles in order, and a table of where those of each stretch between the least and the greatest begin, so that a place among many is mostly found with a step or two.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
internal sealed class DoubleTable
{
    private readonly double[] _values;
    private readonly int[] _starts;
    private readonly double _least;
    private readonly double _factor;
    private readonly double _lastStretch;

    /// <param name="values">Ascending; none is NaN, some may be infinite.</param>
    public DoubleTable(double[] values)
    {
        _values = values;
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        _least = finite[0];
        _lastStretch = Math.Max(values.Length, 1) - 1;
        _factor = finite[^1] > _least ? _lastStretch / (finite[^1] - _least) : 0;
        _starts = new int[(int)_lastStretch + 2];
        var at = 0;
        for (var stretch = 0; stretch < _starts.Length; stretch++)
        {
            while (at < values.Length && StretchOf(values[at]) < stretch)
                at++;
            _starts[stretch] = at;
        }
    }

    public double this[int index] => _values[index];

    public int Count => _values.Length;

    /// <summary>How many are less than the value.</summary>
    public int CountBelow(double value)
    {
        var stretch = StretchOf(value);
        var (start, end) = (_starts[stretch], _starts[stretch + 1]);
        return start + Sorted.CountBelow(_values.AsSpan(start, end - start), value);
    }

    /// <summary>Never less for a greater value. Of a sum or product that is no number, 0: then all are in one stretch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int StretchOf(double value) => (int)Math.Min(Math.Max((value - _least) * _factor, 0), _lastStretch);
}
