using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules.Matching.Checks;
using BlazorLake.Domain.Rules.Matching.Index;
using BlazorLake.Domain.Rules.Matching.Scales;
using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>What one index knows of one event while it matches: coordinates, answers already given, room to work in.</summary>
/// <remarks>One thread at a time; reused from event to event without allocating, unless a value is larger than any before.</remarks>
internal sealed class MatchState(EventFields fields, int dimensionCount, int checkCount, int literalCount)
{
    private const int Kept = 64 * 1024;

    private readonly uint[] _answers = new uint[checkCount];
    private readonly uint[] _found = new uint[literalCount];
    private char[] _characters = new char[256];
    private byte[] _folded = new byte[256];
    private byte[] _reversed = new byte[256];
    private int[] _matched = new int[64];
    private Target[] _ahead = new Target[64];
    private int _aheadCount;
    private uint _generation = 2;
    private StreamEvent? _event;
    private Func<EventView>? _view;

    public EventFields Fields => fields;

    public Coordinates Coordinates { get; } = new(dimensionCount);

    /// <summary>The event holds a number beyond 28 digits that some rule compares: coordinates then say only what can be, not what is.</summary>
    public bool IsIrregular { get; set; }

    public StreamEvent Event => _event!;

    public EventView View => _view!();

    /// <summary>Rules that matched, as they were found; some more than once.</summary>
    public Span<int> Matched => _matched.AsSpan(0, MatchedCount);

    public int MatchedCount { get; private set; }

    /// <summary>Where the event's places lead, yet to be visited.</summary>
    public ReadOnlySpan<Target> Ahead => _ahead.AsSpan(0, _aheadCount);

    /// <param name="view">The event for the plain evaluator.</param>
    public void Load(StreamEvent e, Func<EventView> view)
    {
        _event = e;
        _view = view;
        // Answers hold the generation in all bits but the lowest.
        _generation += 2;
        if (_generation != 0)
            return;
        _answers.AsSpan().Clear();
        _found.AsSpan().Clear();
        _generation = 2;
    }

    public void Clear()
    {
        Coordinates.Clear();
        IsIrregular = false;
        MatchedCount = _aheadCount = 0;
        _event = null;
        _view = null;
        if (_matched.Length > Kept)
            _matched = new int[64];
        if (_ahead.Length > Kept)
            _ahead = new Target[64];
        if (_characters.Length > Kept)
            _characters = new char[256];
        if (_folded.Length > Kept)
            _folded = new byte[256];
    }

    public void AddMatch(int rule)
    {
        if (MatchedCount == _matched.Length)
            Array.Resize(ref _matched, MatchedCount * 2);
        _matched[MatchedCount++] = rule;
    }

    public void AddAhead(Target target)
    {
        if (_aheadCount == _ahead.Length)
            Array.Resize(ref _ahead, _aheadCount * 2);
        _ahead[_aheadCount++] = target;
    }

    /// <summary>The answer of a check for this event, asked at most once.</summary>
    public bool Holds(int id, Check check)
    {
        ref var answer = ref _answers[id];
        if ((answer & ~1u) != _generation)
            answer = _generation | (check.Holds(this) ? 1u : 0);
        return (answer & 1) != 0;
    }

    /// <summary>True the first time the text to be found is found in this event.</summary>
    public bool TryFind(int literal)
    {
        if (_found[literal] == _generation)
            return false;
        _found[literal] = _generation;
        return true;
    }

    /// <summary>Holds until the next call.</summary>
    public ReadOnlySpan<char> CharactersOf(ReadOnlySpan<byte> text)
    {
        if (text.Length > _characters.Length)
            _characters = new char[text.Length * 2];
        return _characters.AsSpan(0, Encoding.UTF8.GetChars(text, _characters));
    }

    /// <summary>Holds until the next call.</summary>
    public ReadOnlySpan<byte> Fold(ReadOnlySpan<byte> text)
    {
        if (text.Length * CaseFolding.MostGrowth > _folded.Length)
            _folded = new byte[text.Length * CaseFolding.MostGrowth * 2];
        return _folded.AsSpan(0, CaseFolding.Fold(text, _folded));
    }

    /// <summary>The last <paramref name="longest"/> bytes backwards; holds until the next call.</summary>
    public ReadOnlySpan<byte> Reverse(ReadOnlySpan<byte> text, int longest)
    {
        var end = text.Length > longest ? text[^longest..] : text;
        if (end.Length > _reversed.Length)
            _reversed = new byte[end.Length * 2];
        end.CopyTo(_reversed);
        var reversed = _reversed.AsSpan(0, end.Length);
        reversed.Reverse();
        return reversed;
    }
}
