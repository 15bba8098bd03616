using BlazorLake.Domain.Rules.Matching.Clauses;
using BlazorLake.Domain.Rules.Matching.Scales;

namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>Arranges conditions into a <see cref="MatcherIndex"/>.</summary>
/// <remarks>One index each; not thread-safe.</remarks>
internal sealed class IndexBuilder
{
    /// <summary>So few clauses are tested one by one rather than told apart further.</summary>
    private const int Few = 64;
    private const int MostLevels = 4;

    /// <summary>What holds for more events than this is no way to tell clauses apart, once they have been found by something better.</summary>
    private const double TooCommon = 0.6;

    private readonly ScaleTable _scales;
    private readonly CheckTable _checks;
    private readonly List<(Clause Clause, int Rule)> _clauses = [];
    private readonly List<MatcherIndex.Node> _nodes = [];
    private readonly List<(int Dimension, IntervalIndex? Intervals)> _subs = [];
    private readonly List<Candidate> _candidates = [];
    private readonly List<(int Node, int Point, Target Target)> _points = [];
    private readonly ClauseTester _tester;
    private int _count;

    public IndexBuilder(SlotTable slots, PathTable paths)
    {
        _scales = new ScaleTable(slots);
        _checks = new CheckTable(slots, paths);
        _tester = new ClauseTester(_scales, _checks);
    }

    /// <summary>Conditions are numbered from 0 in the order they are added.</summary>
    public void Add(Condition condition, ParameterValues parameters)
    {
        foreach (var clause in new ClauseMaker(_scales, _checks, parameters).Make(condition))
            _clauses.Add((clause, _count));
        _count++;
    }

    public MatcherIndex Build()
    {
        _scales.Seal();
        _checks.Seal(_tester.AllOf);
        AddNode([.. _clauses.Select((_, i) => new Entry(i, 0))], level: 0);
        var root = _nodes[0];
        var rootPoints = new Target[_scales.PointCount];
        foreach (var (_, point, target) in _points.Where(p => p.Node == 0))
            rootPoints[point] = target;
        var rootSubs = _subs.Skip(root.FirstSub).Take(root.SubCount).ToDictionary(s => s.Dimension, s => s.Intervals);
        var byDimension = new (int Slot, Scale Scale)[_scales.All.Count];
        var bySlot = _scales.BySlot().Select((scales, slot) => PlanOf(slot, scales, rootSubs, byDimension)).ToArray();
        foreach (var scale in _scales.All.OfType<IntervalScale>())
            scale.Forget();
        return new MatcherIndex(new MatcherIndex.Parts(
            _count,
            bySlot,
            byDimension,
            root.Direct,
            rootPoints,
            [.. Enumerable.Range(0, byDimension.Length).Select(rootSubs.GetValueOrDefault)],
            new PointIndex([.. _points.Where(p => p.Node > 0)]),
            [.. _nodes],
            [.. _subs],
            [.. _candidates],
            _tester.Rests,
            _tester.Tests,
            _checks.Count,
            _scales.TextCount));
    }

    private static MatcherIndex.SlotPlan PlanOf(int slot, Scale[] scales, Dictionary<int, IntervalIndex?> rootSubs, (int Slot, Scale Scale)[] byDimension)
    {
        foreach (var scale in scales)
            byDimension[scale.Dimension] = (slot, scale);
        return new MatcherIndex.SlotPlan(
            [.. scales.Where(s => !IsForLater(s)).Select(s => (s, rootSubs.ContainsKey(s.Dimension)))],
            [.. scales.Where(IsForLater)]);

        bool IsForLater(Scale scale) => scale.CanWait && !rootSubs.ContainsKey(scale.Dimension);
    }

    private Target AddNode(List<Entry> entries, int level)
    {
        if (level > 0 && (entries.Count <= Few || level == MostLevels))
            return AddCandidates(entries);
        var node = _nodes.Count;
        _nodes.Add(default);
        var direct = new List<Entry>();
        var ways = new List<Way>();
        Divide(entries, level, ways, direct);
        var candidates = AddCandidates(direct);
        var subs = AddWays(node, level, ways);
        _nodes[node] = new MatcherIndex.Node(candidates, _subs.Count, subs.Count);
        _subs.AddRange(subs);
        return Target.Node(node);
    }

    private Target AddCandidates(List<Entry> entries)
    {
        var first = _candidates.Count;
        foreach (var entry in entries)
            _candidates.Add(_tester.Of(_clauses[entry.Clause].Clause, entry.Used, _clauses[entry.Clause].Rule));
        return new Target(first, entries.Count);
    }

    /// <summary>Decides for each clause by what it is found.</summary>
    private void Divide(List<Entry> entries, int level, List<Way> ways, List<Entry> direct)
    {
        foreach (var entry in entries)
        {
            var literals = _clauses[entry.Clause].Clause.Literals;
            var best = -1;
            var bestShare = level == 0 ? double.MaxValue : TooCommon;
            for (var i = 0; i < Math.Min(literals.Count, 64); i++)
            {
                if (!literals[i].CanFind || (entry.Used & (1UL << i)) != 0)
                    continue;
                var share = Selectivity.ShareOf(literals[i], _scales, _checks);
                if (share < bestShare)
                    (best, bestShare) = (i, share);
            }

            if (best < 0)
                direct.Add(entry);
            else
                AddWay(literals[best], entry with { Used = entry.Used | (1UL << best) }, ways);
        }
    }

    private void AddWay(Literal literal, Entry entry, List<Way> ways)
    {
        switch (literal.Kind)
        {
            case LiteralKind.Point:
                ways.Add(new Way(literal.Dimension, literal.A, literal.A, entry));
                break;
            case LiteralKind.Points:
                foreach (var point in _checks.PointsOf(literal.A))
                    ways.Add(new Way(literal.Dimension, point, point, entry));
                break;
            default:
                var (low, high) = ((IntervalScale)_scales.All[literal.Dimension]).IntervalOf(literal.A, literal.B, literal.Form);
                ways.Add(new Way(literal.Dimension, low, high, entry));
                break;
        }
    }

    private List<(int Dimension, IntervalIndex? Intervals)> AddWays(int node, int level, List<Way> ways)
    {
        ways.Sort(static (a, b) => a.CompareTo(b));
        var subs = new List<(int, IntervalIndex?)>();
        for (var start = 0; start < ways.Count;)
        {
            var dimension = ways[start].Dimension;
            var intervals = new List<IntervalIndex.Entry>();
            while (start < ways.Count && ways[start].Dimension == dimension)
            {
                var end = start + 1;
                while (end < ways.Count && ways[end].IsSame(ways[start]))
                    end++;
                var target = AddNode([.. ways[start..end].Select(w => w.Entry)], level + 1);
                intervals.Add(new IntervalIndex.Entry(ways[start].Low, ways[start].High, target, target.Count == 1 ? _candidates[target.First] : Candidate.Always(0)));
                start = end;
            }

            if (_scales.All[dimension] is IntervalScale scale)
            {
                subs.Add((dimension, new IntervalIndex(intervals, scale is NumberScale or InstantScale)));
                continue;
            }

            _points.AddRange(intervals.Select(i => (node, i.Low, i.Target)));
            subs.Add((dimension, null));
        }

        return subs;
    }

    /// <param name="Used">Bits of the literals by which it has been found.</param>
    private readonly record struct Entry(int Clause, ulong Used);

    private readonly record struct Way(int Dimension, int Low, int High, Entry Entry) : IComparable<Way>
    {
        public bool IsSame(in Way other) => Dimension == other.Dimension && Low == other.Low && High == other.High;

        public int CompareTo(Way other)
        {
            var order = Dimension.CompareTo(other.Dimension);
            if (order == 0)
                order = Low.CompareTo(other.Low);
            return order != 0 ? order : High.CompareTo(other.High);
        }
    }
}
