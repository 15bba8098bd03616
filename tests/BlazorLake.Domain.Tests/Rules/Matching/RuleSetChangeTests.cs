using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Matching;
using BlazorLake.Domain.Rules.Matching.Clauses;
using CsCheck;

namespace BlazorLake.Domain.Tests.Rules.Matching;

/// <summary>A set that was changed is the set compiled anew, however it came about.</summary>
public sealed class RuleSetChangeTests
{
    private static readonly RuleId[] Ids = [.. Enumerable.Range(1, 12).Select(i => new RuleId(new Guid(i, 0, 0, new byte[8])))];

    [Fact]
    public void With_AnyChanges_IsTheSetCompiledAnew() => Gen.Select(Gen.Select(Gen.Int[0, 11], Gen.Int[0, 5], MatcherGen.Conditions).Array[1, 60], MatcherGen.Events.Array[1, 3]).Sample((steps, events) =>
    {
        var rules = RuleSet.Empty;
        var all = new List<SavedRule>();
        foreach (var (index, kind, condition) in steps)
        {
            var at = all.FindIndex(r => r.Id == Ids[index]);
            var rule = RuleOf(Ids[index], condition, all.Count, kind);
            rules = rules.With(kind == 0 ? new RuleSetChange(1, []) { Gone = [Ids[index]] } : new RuleSetChange(1, [rule]));
            if (kind < 2 && at >= 0)
                all.RemoveAt(at);
            else if (kind >= 2 && at >= 0)
                all[at] = rule;
            else if (kind >= 2)
                all.Add(rule);
        }

        var anew = RuleSet.Compile(new ActiveRules(1, all));
        return Array.TrueForAll(events, e => Same(anew, rules, e) && Same(anew, rules.Compacted(), e));
    }, iter: 200);

    [Fact]
    public void With_SetsOfOneSubscriber_RunsThoseAndNoOthers()
    {
        var rule = Rule.Saved("{'name':'r','stream':'s','parameters':[{'name':'limit','type':'number','default':5}],'match':{'field':'n','op':'eq','value':{'param':'limit'}}}");
        var rules = RuleSet.Compile(new ActiveRules(1, [rule]) { ParameterSets = new Dictionary<RuleId, IReadOnlyList<ParameterValues>> { [rule.Id] = [Limit("1"), Limit("2"), Limit("1.0")] } });
        Assert.Equal([true, true, false, false], Fires(rules));
        rules = rules.With(new RuleSetChange(2, []) { Sets = [new ParameterSetChange(rule, [Limit("3"), Limit("2.0")], [Limit("1.00")])] });
        Assert.Equal([false, true, true, false], Fires(rules));
        rules = rules.With(new RuleSetChange(3, [rule]));
        Assert.Equal([false, false, false, true], Fires(rules));

        // Each at most once: equal sets are one set.
        static bool[] Fires(RuleSet rules) => [.. new[] { 1, 2, 3, 5 }.Select(n => rules.Evaluate(Rule.Event($"{{'n':{n}}}"), Rule.Now).Occurrences.Count switch { 0 => false, 1 => true, var many => throw new InvalidOperationException($"{many} occurrences") })];
    }

    [Fact]
    public async Task Apply_ManyChanges_AreClearedAwayInTheBackground()
    {
        var live = new LiveRules();
        for (var i = 0; i < 3_000; i++)
            live.Apply(new RuleSetChange(i, [RuleOf(new RuleId(new Guid(i, 1, 0, new byte[8])), Condition.Always, i, kind: 2)]));
        await live.Compaction;
        Assert.False(live.Current.NeedsCompacting);
        Assert.Equal(2_999, live.Current.Revision);
        Assert.Equal(Enumerable.Range(0, 3_000).Select(i => $"{i}"), live.Current.Evaluate(Rule.Event("{}"), Rule.Now).Occurrences.Select(o => o.Title));
    }

    /// <summary>Adding one to very many must not make the many anew again and again.</summary>
    [Fact]
    public void Compacted_AfterManySmallChanges_LeavesTheLargePartsAsTheyAre()
    {
        const int Large = 2_000;
        var slots = new SlotTable();
        var paths = new PathTable();
        var large = StreamParts.Compile(slots, paths, Enumerable.Range(0, Large).Select(Instance), (_, defect) => throw defect);
        var parts = new StreamParts(slots, paths, [large]);
        var compacted = 0;
        for (var i = Large; i < Large + 450; i++)
        {
            parts = parts.With([.. parts.All.Select(_ => Array.Empty<int>())], [Instance(i)], (_, defect) => throw defect);
            if (!parts.NeedsCompacting)
                continue;
            compacted++;
            parts = parts.Compacted();
            Assert.InRange(parts.All.Count, 2, 4);
        }

        Assert.Same(large, parts.All[0]);
        Assert.InRange(compacted, 1, 10);
        Assert.Equal(Enumerable.Range(0, Large + 450), parts.AllInOrder().Select(i => (int)i.Rule.Order));

        // What became sparse is made anew with what comes after it, and nothing before it.
        var sparse = parts.All.Skip(1).First(p => p.Instances.Length > 16);
        var cleared = parts.With([.. parts.All.Select(p => p == sparse ? Enumerable.Range(0, p.Instances.Length / 2).ToArray() : [])], [], (_, defect) => throw defect);
        Assert.True(cleared.NeedsCompacting);
        Assert.Same(large, cleared.Compacted().All[0]);
        Assert.False(cleared.Compacted().NeedsCompacting);

        parts = parts.With([.. parts.All.Select((_, i) => i == 0 ? Enumerable.Range(0, Large / 2).ToArray() : [])], [], (_, defect) => throw defect);
        Assert.True(parts.NeedsCompacting);
        Assert.Equal(Large / 2 + 450, Assert.Single(parts.Compacted().All).Instances.Length);

        static RuleInstance Instance(int i) => new(RuleOf(new RuleId(new Guid(i, 3, 0, new byte[8])), ConditionOf(i), i, kind: 2), ParameterValues.None, i);
    }

    /// <summary>Change k saves rule k mod 20 with title k, or deletes it when k is divisible by 3.</summary>
    [Fact]
    public async Task Evaluate_WhileRulesChange_IsAsBeforeOrAfterEachChange()
    {
        const int Changes = 10_000;
        var live = new LiveRules();
        var (started, finished) = (-1, -1);
        var changing = Task.Run(() =>
        {
            for (var k = 0; k < Changes; k++)
            {
                Volatile.Write(ref started, k);
                var id = new RuleId(new Guid((k % 20) + 1, 2, 0, new byte[8]));
                live.Apply(k % 3 == 0 ? new RuleSetChange(k, []) { Gone = [id] } : new RuleSetChange(k, [RuleOf(id, ConditionOf(k), k, kind: 2)]));
                Volatile.Write(ref finished, k);
            }
        }, TestContext.Current.CancellationToken);
        var matching = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var isLast = false; !isLast;)
            {
                isLast = changing.IsCompleted;
                var from = Volatile.Read(ref finished);
                var titles = live.Current.Evaluate(Rule.Event("{'n':1,'t':'xyz'}"), Rule.Now).Occurrences.Select(o => int.Parse(o.Title, System.Globalization.CultureInfo.InvariantCulture)).Order().ToArray();
                var to = Volatile.Read(ref started);
                Assert.Contains(Enumerable.Range(from, to - from + 1), k => titles.AsSpan().SequenceEqual(TitlesAfter(k)));
            }
        }, TestContext.Current.CancellationToken));
        await Task.WhenAll(matching.Append(changing));

        static int[] TitlesAfter(int k) => [.. Enumerable.Range(Math.Max(0, k - 19), Math.Min(20, k + 1)).Where(c => c % 3 != 0)];
    }

    private static Condition ConditionOf(int k)
    {
        var match = (k % 4) switch
        {
            0 => "{'field':'n','op':'eq','value':1}",
            1 => "{'field':'t','op':'startsWith','value':'xy'}",
            2 => "{'all':[{'field':'n','op':'between','value':[0,2]},{'field':'t','op':'contains','value':'z'}]}",
            _ => "{'none':[{'field':'n','op':'gt','value':1}]}",
        };
        return Rule.WithMatch(match).Match;
    }

    private static ParameterValues Limit(string number) => new(new Dictionary<string, ParameterValue> { ["limit"] = ParameterValue.Of(Scalar.OfNumber(number)) });

    private static SavedRule RuleOf(RuleId id, Condition condition, int version, int kind) => Rule.Saved("{'name':'r','stream':'s'}", kind == 1 ? RuleState.Disabled : RuleState.Enabled) with
    {
        Id = id,
        Version = version,
        Definition = Rule.Read("{'name':'r','stream':'s'}") with { Match = condition, Name = $"{version}" },
    };

    private static bool Same(RuleSet left, RuleSet right, Domain.Events.StreamEvent e) =>
        left.Evaluate(e, Rule.Now).Occurrences.Select(o => (o.Id, o.Title)).SequenceEqual(right.Evaluate(e, Rule.Now).Occurrences.Select(o => (o.Id, o.Title)));
}
