using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Texts to be found anywhere in a value: all at once, in one pass over it. Each is a point, and a value has as many coordinates as texts are found in it.</summary>
/// <remarks>Source: Aho and Corasick, "Efficient string matching: an aid to bibliographic search" (1975).</remarks>
/// <param name="ids">Gives numbers that no other scale has.</param>
/// <param name="ordinals">Gives numbers that no other scale of texts to be found has.</param>
internal sealed class LiteralScale(int dimension, Func<int> ids, Func<int> ordinals) : Scale(dimension)
{
    /// <summary>Longer texts are looked for by their first bytes, and then checked.</summary>
    public const int LongestBytes = 32;

    private readonly TextTable _texts = new();
    private readonly List<(int Id, int Ordinal)> _found = [];
    private LiteralAutomaton? _automaton;

    public override int OperandCount => _found.Count;

    /// <param name="text">1 to <see cref="LongestBytes"/> bytes.</param>
    public int Add(ReadOnlySpan<byte> text)
    {
        var at = _texts.Add(text);
        if (at == _found.Count)
            _found.Add((ids(), ordinals()));
        return _found[at].Id;
    }

    public override void Seal() => _automaton = new LiteralAutomaton(_texts);

    public override void Place(in RawValue value, ReadOnlySpan<byte> text, MatchState state)
    {
        if (value.Kind != RawKind.Text)
            return;
        var automaton = _automaton!;
        var at = LiteralAutomaton.Root;
        for (var i = 0; i < text.Length; i++)
        {
            if (at == LiteralAutomaton.Root && (i += automaton.SkipTo(text[i..])) == text.Length)
                return;
            at = automaton.Step(at, text[i]);
            for (var found = automaton.FoundAt(at); found >= 0; found = automaton.ShorterThan(found))
            {
                // What was found before was found with all that it ends in.
                if (!state.TryFind(_found[found].Ordinal))
                    break;
                state.Coordinates.Add(_found[found].Id);
            }
        }
    }
}
