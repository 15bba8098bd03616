using System.Runtime.CompilerServices;
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
    /// <summary>A target that is none. Others are a node from 0 up, or a clause: its complement.</summary>
    public const int Nothing = int.MinValue;

    private const int Root = 0;
    private const int MostAhead = 64;

    private readonly Parts _parts;

    internal MatcherIndex(Parts parts) => _parts = parts;

    /// <summary>Conditions in it.</summary>
    public int Count => _parts.Count;

    public MatchState NewState(EventFields fields)
    {
        var state = new MatchState(fields, Math.Max(1, _parts.Dimensions.Length), _parts.CheckCount, _parts.TextCount);
        state.Coordinates.Place = dimension => Place(_parts.ByDimension[dimension].Slot, _parts.ByDimension[dimension].Scale, state, state.Event.Data.Span);
        return state;
    }

    /// <summary>Adds the conditions that hold to <see cref="MatchState.Matched"/>; when the state <see cref="MatchState.IsIrregular"/>, those that could.</summary>
    public void Match(MatchState state)
    {
        PlaceEvent(state);
        TestClauses(_parts.Nodes[Root], state);
        var coordinates = state.Coordinates;
        // Places are looked up first, so that memory answers for all of them together.
        Span<int> targets = stackalloc int[MostAhead];
        var count = 0;
        foreach (var dimension in coordinates.Touched)
        {
            if (!_parts.IsAtRoot[dimension])
                continue;
            if (_parts.Dimensions[dimension] is { } intervals)
            {
                VisitIntervals(intervals, dimension, state);
                continue;
            }

            foreach (var point in coordinates[dimension])
            {
                if (_parts.RootPoints[point] is not (var target and not Nothing))
                    continue;
                if (count < MostAhead)
                    targets[count++] = target;
                else
                    Visit(target, state);
            }
        }

        foreach (var target in targets[..count])
            Visit(target, state);
    }

    /// <summary>Tests a clause, or the clauses of a node and those below it.</summary>
    public void Visit(int target, MatchState state)
    {
        if (target < 0)
            TestClause(_parts.Clauses[~target], state);
        else
            VisitNode(target, state);
    }

    private void VisitNode(int node, MatchState state)
    {
        ref readonly var place = ref _parts.Nodes[node];
        TestClauses(place, state);
        for (var i = 0; i < place.SubCount; i++)
        {
            var (dimension, intervals) = _parts.Subs[place.FirstSub + i];
            if (intervals is not null)
            {
                VisitIntervals(intervals, dimension, state);
                continue;
            }

            foreach (var point in state.Coordinates[dimension])
            {
                if (_parts.Points.Find(node, point) is var target and not Nothing)
                    Visit(target, state);
            }
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

    private void TestClauses(in Node node, MatchState state)
    {
        foreach (ref readonly var clause in _parts.Clauses.AsSpan(node.FirstClause, node.ClauseCount))
            TestClause(clause, state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TestClause(in ClauseTests clause, MatchState state)
    {
        if (state.IsIrregular || (Test.Holds(clause.First, state) && Test.AllHold(_parts.Tests.AsSpan(clause.FirstMore, clause.MoreCount), state)))
            state.AddMatch(clause.Rule);
    }

    private void PlaceEvent(MatchState state)
    {
        var json = state.Event.Data.Span;
        var fields = state.Fields;
        foreach (var slot in fields.Touched)
        {
            if (slot >= _parts.ScalesBySlot.Length)
                continue;
            foreach (var scale in _parts.ScalesBySlot[slot])
            {
                if (scale.CanWait && !_parts.IsAtRoot[scale.Dimension])
                {
                    state.Coordinates.Postpone(scale.Dimension);
                    continue;
                }

                Place(slot, scale, state, json);
                state.Coordinates.Close(scale.Dimension);
            }
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

    /// <param name="Dimensions">Intervals at the root by dimension; null where points are.</param>
    /// <param name="RootPoints">Targets by point.</param>
    internal sealed record Parts(
        int Count,
        Scale[][] ScalesBySlot,
        (int Slot, Scale Scale)[] ByDimension,
        IntervalIndex?[] Dimensions,
        bool[] IsAtRoot,
        int[] RootPoints,
        PointIndex Points,
        Node[] Nodes,
        (int Dimension, IntervalIndex? Intervals)[] Subs,
        ClauseTests[] Clauses,
        Test[] Tests,
        int CheckCount,
        int TextCount);

    internal readonly record struct Node(int FirstClause, int ClauseCount, int FirstSub, int SubCount);

    /// <summary>The tests that remain of a clause where it was found, the one most likely to fail first.</summary>
    internal readonly record struct ClauseTests(Test First, int FirstMore, int MoreCount, int Rule);
}
