using BlazorLake.Domain.Rules.Matching.Scales;
using BlazorLake.Domain.Rules.Matching.Scanning;

namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>Conditions, arranged so that an event meets only those it is likely to match.</summary>
/// <remarks>
/// A tree: each node has clauses to be tested and, for some scales, what lies under the points or intervals there. An event goes down where it has coordinates.
/// Immutable; thread-safe, each thread with its own <see cref="MatchState"/>.
/// </remarks>
internal sealed class MatcherIndex
{
    private readonly Parts _parts;

    internal MatcherIndex(Parts parts) => _parts = parts;

    /// <summary>Conditions in it.</summary>
    public int Count => _parts.Count;

    public MatchState NewState(EventFields fields)
    {
        var state = new MatchState(fields, Math.Max(1, _parts.ByDimension.Length), _parts.CheckCount, _parts.TextCount);
        state.Coordinates.Place = dimension => Place(_parts.ByDimension[dimension].Slot, _parts.ByDimension[dimension].Scale, state, state.Event.Data.Span);
        return state;
    }

    /// <summary>Adds the conditions that hold to <see cref="MatchState.Matched"/>; when the state <see cref="MatchState.IsIrregular"/>, those that could.</summary>
    public void Match(MatchState state)
    {
        // Only when the event is placed on its scales can anything be tested; and memory answers for all points together.
        PlaceEvent(state);
        TestAll(_parts.Always, state);
        foreach (var target in state.Ahead)
            Visit(target, state);
    }

    /// <summary>Tests what is there, and what lies below it.</summary>
    public void Visit(Target target, MatchState state)
    {
        if (target.Count >= 0)
            TestAll(target, state);
        else if (target.IsNode)
            VisitNode(target.First, state);
        else
            VisitIntervals(_parts.RootIntervals[target.First]!, target.First, state);
    }

    private void VisitNode(int node, MatchState state)
    {
        ref readonly var place = ref _parts.Nodes[node];
        TestAll(place.Direct, state);
        for (var i = 0; i < place.SubCount; i++)
        {
            var (dimension, intervals) = _parts.Subs[place.FirstSub + i];
            if (intervals is not null)
            {
                VisitIntervals(intervals, dimension, state);
                continue;
            }

            foreach (var point in state.Coordinates[dimension])
                Visit(_parts.Points.Find(node, point), state);
        }
    }

    private void VisitIntervals(IntervalIndex intervals, int dimension, MatchState state)
    {
        var coordinates = state.Coordinates[dimension];
        if (coordinates.Length == 0)
            return;
        if (intervals.IsHull)
        {
            intervals.Visit(coordinates[0], coordinates[^1], this, state);
            return;
        }

        foreach (var coordinate in coordinates)
            intervals.Visit(coordinate, coordinate, this, state);
    }

    private void TestAll(Target target, MatchState state)
    {
        if (state.IsIrregular)
        {
            AddAll(target, state);
            return;
        }

        var coordinates = state.Coordinates.Singles;
        foreach (ref readonly var candidate in _parts.Candidates.AsSpan(target.First, target.Count))
        {
            var single = coordinates[candidate.Dimension];
            if (Coordinates.IsOne(single, candidate.Low, candidate.Span) || (Coordinates.IsOther(single) && state.Coordinates.Has(candidate.Dimension, candidate.Low, candidate.High)))
                Follow(candidate.Outcome, state);
        }
    }

    private void Follow(int outcome, MatchState state)
    {
        if (outcome >= 0)
        {
            state.AddMatch(outcome);
            return;
        }

        ref readonly var rest = ref _parts.Rests[~outcome];
        if (Test.AllHold(_parts.Tests.AsSpan(rest.FirstTest, rest.TestCount), state))
            state.AddMatch(rest.Rule);
    }

    private void AddAll(Target target, MatchState state)
    {
        foreach (ref readonly var candidate in _parts.Candidates.AsSpan(target.First, target.Count))
            state.AddMatch(candidate.Outcome >= 0 ? candidate.Outcome : _parts.Rests[~candidate.Outcome].Rule);
    }

    private void PlaceEvent(MatchState state)
    {
        var json = state.Event.Data.Span;
        var coordinates = state.Coordinates;
        foreach (var slot in state.Fields.Touched)
        {
            if (slot >= _parts.BySlot.Length)
                continue;
            ref readonly var plan = ref _parts.BySlot[slot];
            foreach (var scale in plan.Later)
            {
                if (!coordinates.TryPostpone(scale.Dimension))
                    PlaceAtOnce(slot, scale, leads: false, state, json);
            }

            foreach (var (scale, leads) in plan.AtOnce)
                PlaceAtOnce(slot, scale, leads, state, json);
        }
    }

    private void PlaceAtOnce(int slot, Scale scale, bool leads, MatchState state, ReadOnlySpan<byte> json)
    {
        if (scale is PointScale points && TryPlaceText(points, slot, leads, state, json))
            return;
        Place(slot, scale, state, json);
        if (state.Coordinates.TryClose(scale.Dimension) && leads)
            Lead(scale.Dimension, state);
    }

    /// <summary>What is most frequent: one text, at one point or none. False when it is something else.</summary>
    private bool TryPlaceText(PointScale points, int slot, bool leads, MatchState state, ReadOnlySpan<byte> json)
    {
        var fields = state.Fields;
        var at = fields.LastOf(slot);
        if (at < 0 || fields[at] is not { Kind: RawKind.Text, Next: < 0 })
            return false;
        var point = points.FindText(fields.TextOf(fields[at], json));
        if (point < 0)
            return true;
        state.Coordinates.Set(points.Dimension, point);
        if (leads && _parts.RootPoints[point] is { Count: not 0 } target)
            state.AddAhead(target);
        return true;
    }

    private void Lead(int dimension, MatchState state)
    {
        if (_parts.RootIntervals[dimension] is not null)
        {
            state.AddAhead(Target.Scale(dimension));
            return;
        }

        foreach (var point in state.Coordinates[dimension])
        {
            if (_parts.RootPoints[point] is { Count: not 0 } target)
                state.AddAhead(target);
        }
    }

    private static void Place(int slot, Scale scale, MatchState state, ReadOnlySpan<byte> json)
    {
        var fields = state.Fields;
        if (scale is PresenceScale presence)
        {
            if (fields.IsPresent(slot))
                state.Coordinates.Add(presence.Id);
            return;
        }

        for (var at = fields.LastOf(slot); at >= 0;)
        {
            ref readonly var value = ref fields[at];
            scale.Place(value, fields.TextOf(value, json), state);
            at = value.Next;
        }
    }

    /// <param name="BySlot">What to do with the values of a slot.</param>
    /// <param name="Always">What is tested for each event.</param>
    /// <param name="RootPoints">By point.</param>
    /// <param name="RootIntervals">By dimension; null where points are, or nothing.</param>
    internal sealed record Parts(
        int Count,
        SlotPlan[] BySlot,
        (int Slot, Scale Scale)[] ByDimension,
        Target Always,
        Target[] RootPoints,
        IntervalIndex?[] RootIntervals,
        PointIndex Points,
        Node[] Nodes,
        (int Dimension, IntervalIndex? Intervals)[] Subs,
        Candidate[] Candidates,
        Rest[] Rests,
        Test[] Tests,
        int CheckCount,
        int TextCount);

    /// <param name="AtOnce">Scales on which an event is placed before anything is tested, and whether their places lead anywhere.</param>
    /// <param name="Later">Scales on which it is placed when somebody asks.</param>
    internal readonly record struct SlotPlan((Scale Scale, bool Leads)[] AtOnce, Scale[] Later);

    internal readonly record struct Node(Target Direct, int FirstSub, int SubCount);

    /// <summary>What remains to be tested of a candidate whose own test holds.</summary>
    internal readonly record struct Rest(int FirstTest, int TestCount, int Rule);
}
