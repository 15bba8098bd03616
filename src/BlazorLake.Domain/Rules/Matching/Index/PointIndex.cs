using System.Numerics;

namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>Points below a node: what else must hold once something does. One table for all nodes.</summary>
/// <remarks>Immutable once built; thread-safe.</remarks>
internal sealed class PointIndex
{
    private readonly (long Key, Target Target)[] _buckets;

    public PointIndex(IReadOnlyCollection<(int Node, int Point, Target Target)> points)
    {
        _buckets = new (long, Target)[(int)BitOperations.RoundUpToPowerOf2((uint)(points.Count * 2) + 2)];
        _buckets.AsSpan().Fill((-1, default));
        foreach (var (node, point, target) in points)
        {
            var at = PlaceOf(KeyOf(node, point));
            while (_buckets[at].Key >= 0)
                at = (at + 1) & (_buckets.Length - 1);
            _buckets[at] = (KeyOf(node, point), target);
        }
    }

    /// <summary>Nowhere when there is none.</summary>
    public Target Find(int node, int point)
    {
        var key = KeyOf(node, point);
        for (var at = PlaceOf(key); ; at = (at + 1) & (_buckets.Length - 1))
        {
            ref readonly var bucket = ref _buckets[at];
            if (bucket.Key == key || bucket.Key < 0)
                return bucket.Target;
        }
    }

    private static long KeyOf(int node, int point) => ((long)node << 32) | (uint)point;

    private int PlaceOf(long key) => (int)(((ulong)key * 0x9E37_79B9_7F4A_7C15) >> 33) & (_buckets.Length - 1);
}
