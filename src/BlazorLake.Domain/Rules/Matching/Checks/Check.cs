using BlazorLake.Domain.Rules.Matching.Scales;
using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Checks;

/// <summary>A part of a condition that no single interval can express.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
internal abstract class Check
{
    public abstract bool Holds(MatchState state);
}

/// <summary><c>in</c>: one of many points.</summary>
/// <param name="ids">Ascending.</param>
internal sealed class OneOfCheck(int dimension, int[] ids) : Check
{
    public override bool Holds(MatchState state)
    {
        foreach (var coordinate in state.Coordinates[dimension])
        {
            if (Array.BinarySearch(ids, coordinate) >= 0)
                return true;
        }

        return false;
    }
}

/// <summary><c>missing</c>.</summary>
internal sealed class MissingCheck(int slot) : Check
{
    public override bool Holds(MatchState state) => state.Fields.IsMissing(slot);
}

/// <summary><c>ne</c> and <c>notIn</c>: some value that compares with what is given, and is none of it.</summary>
/// <param name="kinds">Bits of <see cref="RawKind"/>: values that compare with an operand.</param>
/// <param name="points">Where the operands are.</param>
/// <param name="ids">Their points, ascending.</param>
/// <param name="folds">Texts are compared without regard to letter case.</param>
internal sealed class DiffersCheck(int slot, int kinds, PointScale points, int[] ids, bool folds) : Check
{
    public override bool Holds(MatchState state)
    {
        var json = state.Event.Data.Span;
        for (var at = state.Fields.LastOf(slot); at >= 0; at = state.Fields[at].Next)
        {
            ref readonly var value = ref state.Fields[at];
            if ((kinds & (1 << (int)value.Kind)) == 0)
                continue;
            var text = state.Fields.TextOf(value, json);
            var point = points.Find(value, folds && value.Kind == RawKind.Text ? state.Fold(text) : text);
            if (point == Coordinates.Absent || Array.BinarySearch(ids, point) < 0)
                return true;
        }

        return false;
    }
}

/// <summary>What looks at one text at a time: patterns and expressions.</summary>
internal abstract class TextCheck(int slot) : Check
{
    public sealed override bool Holds(MatchState state)
    {
        var json = state.Event.Data.Span;
        for (var at = state.Fields.LastOf(slot); at >= 0; at = state.Fields[at].Next)
        {
            ref readonly var value = ref state.Fields[at];
            if (value.Kind == RawKind.Text && IsMatch(state.Fields.TextOf(value, json), state))
                return true;
        }

        return false;
    }

    protected abstract bool IsMatch(ReadOnlySpan<byte> text, MatchState state);
}

/// <summary><c>like</c>.</summary>
internal sealed class LikeCheck(int slot, LikePattern pattern, bool folds) : TextCheck(slot)
{
    protected override bool IsMatch(ReadOnlySpan<byte> text, MatchState state) => pattern.IsMatch(state.CharactersOf(folds ? state.Fold(text) : text));
}

/// <summary><c>like</c> where no single code point is left open: each literal is found where it can be first.</summary>
/// <param name="literals">2 or more; the first begins the text, the last ends it.</param>
internal sealed class LikeBytesCheck(int slot, byte[][] literals, bool folds) : TextCheck(slot)
{
    // One after another: rules have very many, and each array apart would be waited for.
    private readonly byte[] _bytes = [.. literals.SelectMany(l => l)];
    private readonly int[] _ends = EndsOf(literals);

    protected override bool IsMatch(ReadOnlySpan<byte> text, MatchState state)
    {
        if (folds)
            text = state.Fold(text);
        var last = _bytes.AsSpan(_ends[^2]);
        var at = _ends[0];
        if (!text.StartsWith(_bytes.AsSpan(0, at)) || !text.EndsWith(last))
            return false;
        for (var i = 1; i < _ends.Length - 1; i++)
        {
            var found = text[at..].IndexOf(_bytes.AsSpan(_ends[i - 1].._ends[i]));
            if (found < 0)
                return false;
            at += found + _ends[i] - _ends[i - 1];
        }

        return at <= text.Length - last.Length;
    }

    private static int[] EndsOf(byte[][] literals)
    {
        var end = 0;
        return [.. literals.Select(l => end += l.Length)];
    }
}

/// <summary><c>regex</c>, made when first needed: most rules never are.</summary>
internal sealed class RegexCheck(int slot, string pattern, bool ignoreCase) : TextCheck(slot)
{
    private readonly Lazy<System.Text.RegularExpressions.Regex> _regex = new(() => OperandCheck.MakeRegex(pattern, ignoreCase));

    protected override bool IsMatch(ReadOnlySpan<byte> text, MatchState state) => _regex.Value.IsMatch(state.CharactersOf(text));
}

/// <summary><c>contains</c> of a text that is longer than what is looked for at once.</summary>
internal sealed class ContainsCheck(int slot, byte[] wanted, bool folds) : TextCheck(slot)
{
    protected override bool IsMatch(ReadOnlySpan<byte> text, MatchState state) => (folds ? state.Fold(text) : text).IndexOf(wanted) >= 0;
}

/// <summary>What is rare, such as <c>otherField</c>: asked of the plain evaluator.</summary>
internal sealed class PlainCheck(PlainNode node) : Check
{
    public override bool Holds(MatchState state) => node.Holds(state.View);
}

/// <summary>Alternatives within a condition: each a list of tests.</summary>
internal sealed class AnyCheck(Index.Test[][] alternatives) : Check
{
    public override bool Holds(MatchState state)
    {
        foreach (var tests in alternatives)
        {
            if (Index.Test.AllHold(tests, state))
                return true;
        }

        return false;
    }
}
