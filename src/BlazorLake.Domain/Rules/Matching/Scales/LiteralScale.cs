using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>Texts to be found anywhere in a value: all at once, in a pass or two over it. Each is a point, and a value has as many coordinates as texts are found in it.</summary>
/// <remarks>Short texts, and those that are too much alike, by an automaton. Source: Aho and Corasick, "Efficient string matching: an aid to bibliographic search" (1975).</remarks>
/// <param name="ids">Gives numbers that no other scale has.</param>
/// <param name="ordinals">Gives numbers that no other scale of texts to be found has.</param>
internal sealed class LiteralScale(int dimension, Func<int> ids, Func<int> ordinals) : Scale(dimension)
{
    /// <summary>Longer texts are looked for by their first bytes, and then checked.</summary>
    public const int LongestBytes = 32;

    private readonly TextTable _texts = new();
    private readonly List<(int Id, int Ordinal)> _found = [];
    private GramFinder? _grams;
    private LiteralAutomaton? _automaton;

    /// <summary>By number in the automaton.</summary>
    private int[] _ofAutomaton = [];

    public override int OperandCount => _found.Count;

    /// <param name="text">1 to <see cref="LongestBytes"/> bytes.</param>
    public int Add(ReadOnlySpan<byte> text)
    {
        var at = _texts.Add(text);
        if (at == _found.Count)
            _found.Add((ids(), ordinals()));
        return _found[at].Id;
    }

    public override void Seal()
    {
        var rest = new List<int>();
        var grams = new GramFinder(_texts, rest);
        if (grams.Count > 0)
            _grams = grams;
        if (rest.Count == 0)
            return;
        var texts = new TextTable();
        foreach (var text in rest)
            texts.Add(_texts[text]);
        _automaton = new LiteralAutomaton(texts);
        _ofAutomaton = [.. rest];
    }

    public override void Place(in RawValue value, ReadOnlySpan<byte> text, MatchState state)
    {
        if (value.Kind != RawKind.Text)
            return;
        if (_grams is not null)
            Find(_grams, text, state);
        if (_automaton is not null)
            Find(_automaton, text, state);
    }

    private void Find(GramFinder grams, ReadOnlySpan<byte> text, MatchState state)
    {
        for (var place = grams.Next(text, 0); place >= 0; place = grams.Next(text, place + 1))
        {
            var step = 0;
            while (grams.TextAt(text, place, ref step) is var found and >= 0)
            {
                if (state.TryFind(_found[found].Ordinal))
                    state.Coordinates.Add(_found[found].Id);
            }
        }
    }

    private void Find(LiteralAutomaton automaton, ReadOnlySpan<byte> text, MatchState state)
    {
        var at = LiteralAutomaton.Root;
        for (var i = 0; i < text.Length; i++)
        {
            if (at == LiteralAutomaton.Root && (i += automaton.SkipTo(text[i..])) == text.Length)
                return;
            at = automaton.Step(at, text[i]);
            for (var found = automaton.FoundAt(at); found >= 0; found = automaton.ShorterThan(found))
            {
                // What was found before was found with all that it ends in.
                if (!state.TryFind(_found[_ofAutomaton[found]].Ordinal))
                    break;
                state.Coordinates.Add(_found[_ofAutomaton[found]].Id);
            }
        }
    }
}
