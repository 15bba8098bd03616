using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Another scale of a field, over its texts without regard to letter case.</summary>
/// <param name="inner">Its operands are folded too.</param>
internal sealed class FoldedScale(Scale inner) : Scale(inner.Dimension)
{
    public override int OperandCount => inner.OperandCount;

    public override void Place(in RawValue value, ReadOnlySpan<byte> text, MatchState state)
    {
        if (value.Kind == RawKind.Text)
            inner.Place(value, state.Fold(text), state);
    }

    public override void Seal() => inner.Seal();
}
