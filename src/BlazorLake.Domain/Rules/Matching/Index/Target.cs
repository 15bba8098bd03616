namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>Where to go from a point or an interval: candidates that lie together, a node, what a scale leads to, or nowhere.</summary>
/// <param name="First">The first candidate, the node, or the scale's dimension.</param>
/// <param name="Count">How many candidates; 0 for nowhere.</param>
internal readonly record struct Target(int First, int Count)
{
    private const int IsNodeCount = -1;
    private const int IsScaleCount = -2;

    public bool IsNode => Count == IsNodeCount;

    public bool IsScale => Count == IsScaleCount;

    public static Target Node(int node) => new(node, IsNodeCount);

    /// <summary>All that the event's places on the scale lead to.</summary>
    public static Target Scale(int dimension) => new(dimension, IsScaleCount);
}
