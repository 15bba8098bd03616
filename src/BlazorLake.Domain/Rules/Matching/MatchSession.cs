using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>One event's matching: room to work in, and the answer until the next event.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class MatchSession
{
    private readonly StreamMatcher _matcher;
    private readonly PathTable _paths;
    private readonly EventFields _fields;
    private readonly MatchState[] _states;
    private readonly Func<EventView> _getView;
    private EventView? _view;
    private StreamEvent? _event;

    public MatchSession(StreamMatcher matcher, PathTable paths, EventFields fields)
    {
        _matcher = matcher;
        _paths = paths;
        _fields = fields;
        _states = [.. matcher.Indexes.Select(i => i.NewState(fields))];
        _getView = GetView;
    }

    /// <summary>The event as the plain evaluator sees it.</summary>
    public EventView View => GetView();

    /// <summary>False when the event is not what was accepted, JSON: then nothing is known.</summary>
    public bool TryMatch(StreamEvent e)
    {
        _event = e;
        if (!_matcher.TryRead(e, _fields))
            return false;
        for (var i = 0; i < _states.Length; i++)
        {
            _states[i].Load(e, _getView);
            _matcher.Indexes[i].Match(_states[i]);
        }

        return true;
    }

    /// <summary>Conditions of an index that hold, ascending, each once.</summary>
    /// <param name="mustVerify">They only could: ask the plain evaluator for each.</param>
    public ReadOnlySpan<int> MatchedOf(int index, out bool mustVerify)
    {
        mustVerify = _states[index].IsIrregular;
        var matched = _states[index].Matched;
        if (matched.Length < 2)
            return matched;
        matched.Sort();
        var count = 1;
        for (var i = 1; i < matched.Length; i++)
        {
            if (matched[i] != matched[count - 1])
                matched[count++] = matched[i];
        }

        return matched[..count];
    }

    public void Clear()
    {
        foreach (var state in _states)
            state.Clear();
        _fields.Clear();
        if (_view is not null)
            _paths.Return(_view);
        _view = null;
        _event = null;
    }

    private EventView GetView()
    {
        if (_view is null)
        {
            _view = _paths.Rent();
            _view.Load(_event!);
        }

        return _view;
    }
}
