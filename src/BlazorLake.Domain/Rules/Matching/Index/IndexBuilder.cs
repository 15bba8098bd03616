using BlazorLake.Domain.Rules.Matching.Clauses;
using BlazorLake.Domain.Rules.Matching.Scales;

namespace BlazorLake.Domain.Rules.Matching.Index;

/// <summary>Arranges conditions into a <see cref="MatcherIndex"/>.</summary>
/// <remarks>One index each; not thread-safe.</remarks>
internal sealed class IndexBuilder
{
    /// <summary>So few clauses are tested one by one rather than told apart further.</summary>
    private const int Few = 8;
    private const int MostLevels = 4;

    /// <summary>What holds for more events than this is no way to tell clauses apart, once they have been found by something better.</summary>
    private const double TooCommon = 0.6;

    private readonly ScaleTable _scales;
    private readonly CheckTable _checks;
    private readonly List<(Clause Clause, int Rule)> _clauses = [];
    private readonly List<MatcherIndex.Node> _nodes = [];
    private readonly List<(int Dimension, IntervalIndex? Intervals)> _subs = [];
    private readonly List<MatcherIndex.ClauseTests> _clauseTests = [];
    private readonly List<(int Node, int Point, int Target)> _points = [];
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
        var rootPoints = new int[_scales.PointCount];
        rootPoints.AsSpan().Fill(MatcherIndex.Nothing);
        IntervalIndex?[] root = [.. _scales.All.Select(s => s is IntervalScale ? IntervalIndex.Empty : null)];
        AddNode([.. _clauses.Select((_, i) => new Entry(i, 0))], level: 0);
        var rootNode = _nodes[0];
        var isAtRoot = new bool[root.Length];
        foreach (var (dimension, intervals) in _subs.Skip(rootNode.FirstSub).Take(rootNode.SubCount))
        {
            root[dimension] = intervals;
            isAtRoot[dimension] = true;
        }

        foreach (var (node, point, target) in _points)
        {
            if (node == 0)
                rootPoints[point] = target;
        }

        var points = new PointIndex([.. _points.Where(p => p.Node > 0)]);
        var bySlot = _scales.BySlot();
        var byDimension = new (int Slot, Scale Scale)[root.Length];
        for (var slot = 0; slot < bySlot.Length; slot++)
        {
            foreach (var scale in bySlot[slot])
                byDimension[scale.Dimension] = (slot, scale);
        }

        foreach (var scale in _scales.All.OfType<IntervalScale>())
            scale.Forget();
        return new MatcherIndex(new MatcherIndex.Parts(
            _count, bySlot, byDimension, root, isAtRoot, rootPoints, points, [.. _nodes], [.. _subs], [.. _clauseTests], _tester.All, _checks.Count, _scales.TextCount));
    }

    /// <returns>A target: a node, or the one clause there is.</returns>
    private int AddNode(List<Entry> entries, int level)
    {
        if (level > 0 && entries is [var only])
        {
            AddClause(only);
            return ~(_clauseTests.Count - 1);
        }

        var node = _nodes.Count;
        _nodes.Add(default);
        var direct = new List<Entry>();
        var ways = new List<Way>();
        if (level > 0 && (entries.Count <= Few || level == MostLevels))
            direct = entries;
        else
            Divide(entries, level, ways, direct);
        var firstClause = _clauseTests.Count;
        direct.ForEach(AddClause);
        var subs = AddWays(node, level, ways);
        _nodes[node] = new MatcherIndex.Node(firstClause, direct.Count, _subs.Count, subs.Count);
        _subs.AddRange(subs);
        return node;
    }

    private void AddClause(Entry entry) => _clauseTests.Add(_tester.Of(_clauses[entry.Clause].Clause, entry.Used, _clauses[entry.Clause].Rule));

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
                intervals.Add(IntervalIndex.Entry.Of(ways[start].Low, ways[start].High, target, target < 0 ? _clauseTests[~target].First : Test.Always));
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
