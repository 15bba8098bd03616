using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules.Matching.Clauses;
using BlazorLake.Domain.Rules.Matching.Index;
using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching;

/// <summary>Says which of many conditions hold for an event, in one walk over it.</summary>
/// <remarks>Immutable; thread-safe. The answer is that of <see cref="PlainEvaluator"/> for each condition.</remarks>
internal sealed class StreamMatcher
{
    private readonly SlotTable _slots;
    private readonly PathTable _paths;
    private readonly PathTrie _trie;
    private readonly (int Slot, EventAttribute Attribute)[] _attributes;
    private readonly MatchSession?[] _spares = new MatchSession?[Environment.ProcessorCount * 2];

    public StreamMatcher(SlotTable slots, PathTable paths, MatcherIndex[] indexes)
    {
        _slots = slots;
        _paths = paths;
        _trie = new PathTrie(slots.Paths, slots.TracksMissing);
        _attributes = [.. slots.Paths.Select((p, i) => (Slot: i, p.Attribute)).Where(p => p.Attribute is not null).Select(p => (p.Slot, p.Attribute!.Value))];
        Indexes = indexes;
    }

    public IReadOnlyList<MatcherIndex> Indexes { get; }

    /// <summary>For <see cref="MatchSession.TryMatch"/>; give it back with <see cref="Return"/>.</summary>
    public MatchSession Rent()
    {
        for (var i = 0; i < _spares.Length; i++)
        {
            if (_spares[i] is not null && Interlocked.Exchange(ref _spares[i], null) is { } spare)
                return spare;
        }

        return new MatchSession(this, _paths, new EventFields(_slots.Count, _trie.NodeCount));
    }

    public void Return(MatchSession session)
    {
        session.Clear();
        for (var i = 0; i < _spares.Length; i++)
        {
            if (_spares[i] is null && Interlocked.CompareExchange(ref _spares[i], session, null) is null)
                return;
        }
    }

    /// <summary>False when the data is not JSON.</summary>
    internal bool TryRead(StreamEvent e, EventFields fields)
    {
        foreach (var (slot, attribute) in _attributes)
        {
            var text = attribute switch
            {
                EventAttribute.Id => e.Id,
                EventAttribute.Source => e.Source,
                EventAttribute.Type => e.Type,
                EventAttribute.Subject => e.Subject,
                _ => EventText.TimeOf(e.Time),
            };
            if (text is not null)
                fields.AddAttribute(slot, text, attribute == EventAttribute.Time);
        }

        return JsonWalker.TryWalk(e.Data.Span, _trie, fields);
    }
}
