using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Turns a field's values into numbers, so that what rules say of the field becomes a question of whether a number lies between two others.</summary>
/// <remarks>Made in two steps: operands are added, then <see cref="Seal"/> gives each its place. After that it is immutable and thread-safe.</remarks>
internal abstract class Scale(int dimension)
{
    public int Dimension { get; } = dimension;

    /// <summary>How many operands there are: the more, the less each is likely to hold.</summary>
    public abstract int OperandCount { get; }

    /// <summary>Adds the coordinates of a value to <see cref="Coordinates"/>; none when no operand can hold for it.</summary>
    public abstract void Place(in RawValue value, ReadOnlySpan<byte> text, MatchState state);

    /// <summary>An event may be placed only when a rule asks: never where a number could make coordinates uncertain for all that were asked before.</summary>
    public virtual bool CanWait => true;

    public abstract void Seal();
}

/// <summary>A scale on which each operand holds for an interval.</summary>
internal abstract class IntervalScale(int dimension) : Scale(dimension)
{
    /// <summary>The interval on which the operand holds; only after <see cref="Scale.Seal"/>.</summary>
    /// <param name="form">What of the scale's forms the operand has.</param>
    public abstract (int Low, int High) IntervalOf(int low, int high, IntervalForm form);

    /// <summary>Forgets what only <see cref="IntervalOf"/> needs.</summary>
    public abstract void Forget();

    /// <summary>Share of the scale an interval covers; a rule of thumb for how often it holds.</summary>
    public abstract double ShareOf(int low, int high);
}

/// <summary>Which ends an interval has, and whether they belong to it.</summary>
[Flags]
internal enum IntervalForm : byte
{
    None = 0,
    HasLow = 1,
    HasHigh = 2,
    LowBelongs = 4,
    HighBelongs = 8,
}
