using System.Runtime.CompilerServices;
using BlazorLake.Domain.Rules.Matching.Checks;

namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>One thing that must hold, or must not: that the event lies within an interval of a scale, or a check.</summary>
/// <param name="Low">Where the interval begins; of a check, its number.</param>
/// <param name="Check">Null for an interval.</param>
internal readonly record struct Test(Check? Check, int Dimension, int Low, int High, bool IsNegated)
{
    public static readonly Test Never = new(null, 0, int.MaxValue, int.MaxValue, IsNegated: false);
    public static readonly Test Always = Never with { IsNegated = true };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Holds(in Test test, MatchState state) =>
        (test.Check is null ? state.Coordinates.Has(test.Dimension, test.Low, test.High) : state.Holds(test.Low, test.Check)) != test.IsNegated;

    public static bool AllHold(ReadOnlySpan<Test> tests, MatchState state)
    {
        foreach (ref readonly var test in tests)
        {
            if (!Holds(test, state))
                return false;
        }

        return true;
    }
}
