using System.Buffers;
using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Scales;

/// <summary>States of looking for many texts at once: each is what of some text has been read last.</summary>
/// <remarks>States are numbered by their length, so that those that follow one are neighbours. Immutable; thread-safe.</remarks>
internal sealed class LiteralAutomaton
{
    public const int Root = 0;

    private const int None = -1;
    private const int MostDense = 256;

    /// <summary>By state: the byte that leads to it.</summary>
    private readonly byte[] _bytes;
    private readonly State[] _states;

    /// <summary>By text: the longest other one that it ends in.</summary>
    private readonly int[] _shorter;
    private readonly int[] _fromRoot = new int[256];

    /// <summary>Of the first states, which most steps are of: where each byte leads.</summary>
    private readonly int[] _dense;
    private readonly SearchValues<byte> _first;

    public LiteralAutomaton(TextTable texts)
    {
        (_bytes, _states) = MakeTree(texts);
        for (var i = 0; i < _states[Root].Count; i++)
            _fromRoot[_bytes[_states[Root].First + i]] = _states[Root].First + i;
        _first = SearchValues.Create(_bytes.AsSpan(_states[Root].First, _states[Root].Count));
        _shorter = new int[texts.Count];
        _dense = [];
        Link();
        _dense = Enumerable.Range(0, Math.Min(MostDense, _states.Length) * 256).Select(i => Follow(i >> 8, (byte)i)).ToArray();
    }

    /// <summary>How many bytes lead nowhere.</summary>
    public int SkipTo(ReadOnlySpan<byte> text) => text.IndexOfAny(_first) is var skip and >= 0 ? skip : text.Length;

    public int Step(int state, byte next)
    {
        var at = (state << 8) | next;
        return (uint)at < (uint)_dense.Length ? _dense[at] : Follow(state, next);
    }

    private int Follow(int state, byte next)
    {
        while (state != Root)
        {
            ref readonly var from = ref _states[state];
            if (from.Count == 1)
            {
                if (_bytes[from.First] == next)
                    return from.First;
            }
            else if (_bytes.AsSpan(from.First, from.Count).IndexOf(next) is var at and >= 0)
            {
                return from.First + at;
            }

            state = from.Fail;
        }

        return _fromRoot[next];
    }

    /// <summary>The longest text that ends where the state is; negative for none.</summary>
    public int FoundAt(int state) => _states[state].Found;

    public int ShorterThan(int text) => _shorter[text];

    private void Link()
    {
        var parents = new int[_states.Length];
        for (var parent = 0; parent < _states.Length; parent++)
            parents.AsSpan(_states[parent].First, _states[parent].Count).Fill(parent);
        // Shorter ones come first, and a state falls back only on shorter ones.
        for (var state = 1; state < _states.Length; state++)
        {
            var fail = parents[state] == Root ? Root : Follow(_states[parents[state]].Fail, _bytes[state]);
            var found = _states[state].Found;
            if (found >= 0)
                _shorter[found] = _states[fail].Found;
            _states[state] = _states[state] with { Fail = fail, Found = found >= 0 ? found : _states[fail].Found };
        }
    }

    private static (byte[] Bytes, State[] States) MakeTree(TextTable texts)
    {
        int[] sorted = [.. Enumerable.Range(0, texts.Count)];
        Array.Sort(sorted, (a, b) => texts[a].SequenceCompareTo(texts[b]));
        var bytes = new List<byte> { 0 };
        var states = new List<State> { new(0, 0, Root, None) };
        // Texts with the same beginning are neighbours; each group of them is one state.
        var level = new List<(int State, int From, int To)> { (Root, 0, sorted.Length) };
        for (var depth = 0; level.Count > 0; depth++)
        {
            var next = new List<(int State, int From, int To)>();
            foreach (var (state, from, to) in level)
            {
                var at = from;
                if (at < to && texts[sorted[at]].Length == depth)
                    states[state] = states[state] with { Found = sorted[at++] };
                var first = states.Count;
                while (at < to)
                {
                    var start = at;
                    var each = texts[sorted[at]][depth];
                    while (at < to && texts[sorted[at]][depth] == each)
                        at++;
                    next.Add((states.Count, start, at));
                    states.Add(new State(0, 0, Root, None));
                    bytes.Add(each);
                }

                states[state] = states[state] with { First = first, Count = states.Count - first };
            }

            level = next;
        }

        return ([.. bytes], [.. states]);
    }

    /// <param name="First">The first of the states that follow.</param>
    /// <param name="Count">How many there are.</param>
    /// <param name="Fail">The longest end of what was read that is a state too.</param>
    private readonly record struct State(int First, int Count, int Fail, int Found);
}
