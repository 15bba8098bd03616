using System.Buffers;
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

    private const int Root = 0;

    private readonly Dictionary<long, int> _next = [];
    private readonly List<State> _states = [new State()];
    private int[] _fromRoot = [];
    private SearchValues<byte>? _first;
    private int _count;

    public override int OperandCount => _count;

    /// <param name="text">1 to <see cref="LongestBytes"/> bytes.</param>
    public int Add(ReadOnlySpan<byte> text)
    {
        var state = Root;
        foreach (var each in text)
        {
            if (!_next.TryGetValue(Key(state, each), out var next))
            {
                _next.Add(Key(state, each), next = _states.Count);
                _states.Add(new State { Parent = state, Byte = each });
            }

            state = next;
        }

        if (_states[state].Id == Coordinates.Absent)
        {
            _count++;
            _states[state] = _states[state] with { Id = ids(), Ordinal = ordinals() };
        }

        return _states[state].Id;
    }

    public override void Seal()
    {
        _fromRoot = new int[256];
        var first = new List<byte>();
        for (var each = 0; each < 256; each++)
        {
            if (_next.TryGetValue(Key(Root, (byte)each), out _fromRoot[each]))
                first.Add((byte)each);
        }

        _first = SearchValues.Create([.. first]);
        foreach (var state in ByDepth())
            Link(state);
        _next.TrimExcess();
    }

    public override void Place(in RawValue value, ReadOnlySpan<byte> text, MatchState state)
    {
        if (value.Kind != RawKind.Text)
            return;
        var at = Root;
        for (var i = 0; i < text.Length; i++)
        {
            if (at == Root)
            {
                var skip = text[i..].IndexOfAny(_first!);
                if (skip < 0)
                    return;
                i += skip;
            }

            at = Step(at, text[i]);
            for (var found = _states[at].Id == Coordinates.Absent ? _states[at].Shorter : at; found != Root; found = _states[found].Shorter)
            {
                // What was found before was found with all that it ends in.
                if (!state.TryFind(_states[found].Ordinal))
                    break;
                state.Coordinates.Add(_states[found].Id);
            }
        }
    }

    private int Step(int state, byte each)
    {
        while (state != Root)
        {
            if (_next.TryGetValue(Key(state, each), out var next))
                return next;
            state = _states[state].Fail;
        }

        return _fromRoot[each];
    }

    private void Link(int state)
    {
        var (parent, each) = (_states[state].Parent, _states[state].Byte);
        var fail = parent == Root ? Root : Step(_states[parent].Fail, each);
        _states[state] = _states[state] with { Fail = fail, Shorter = _states[fail].Id == Coordinates.Absent ? _states[fail].Shorter : fail };
    }

    private int[] ByDepth()
    {
        var depths = new int[_states.Count];
        for (var i = 1; i < depths.Length; i++)
            depths[i] = depths[_states[i].Parent] + 1;
        return [.. Enumerable.Range(1, depths.Length - 1).OrderBy(s => depths[s])];
    }

    private static long Key(int state, byte each) => ((long)state << 8) | each;

    /// <param name="Shorter">The next shorter text that ends here too; the root for none.</param>
    private readonly record struct State(int Parent, byte Byte, int Fail, int Shorter, int Id, int Ordinal)
    {
        public State()
            : this(0, 0, Root, Root, Coordinates.Absent, 0)
        {
        }
    }
}
