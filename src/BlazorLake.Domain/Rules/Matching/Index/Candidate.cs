namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>A clause where it can be found: the test most likely to fail, and what follows when it holds. Those found together lie together in memory.</summary>
/// <param name="Low">Where the interval begins in which the event must lie.</param>
/// <param name="Span">How much farther it ends.</param>
/// <param name="Outcome">The rule that matches; or the complement of the number of what is still to be tested.</param>
internal readonly record struct Candidate(int Dimension, int Low, uint Span, int Outcome)
{
    public int High => (int)((uint)Low + Span);

    public bool AlwaysHolds => Span == uint.MaxValue;

    public static Candidate Always(int outcome) => new(0, 0, uint.MaxValue, outcome);
}
