using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Searches in ascending values without a branch that a processor could guess wrong.</summary>
internal static class Sorted
{
    /// <summary>How many of the values are less than the given one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountBelow<T>(ReadOnlySpan<T> values, T value)
        where T : IComparisonOperators<T, T, bool>
    {
        if (values.Length == 0)
            return 0;
        ref var start = ref MemoryMarshal.GetReference(values);
        var at = 0;
        for (var length = values.Length; length > 1;)
        {
            var half = length >> 1;
            at += Unsafe.Add(ref start, at + half - 1) < value ? half : 0;
            length -= half;
        }

        return at + (Unsafe.Add(ref start, at) < value ? 1 : 0);
    }
}
