using System.Diagnostics;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>How long it takes until a changed rule, or a new subscriber, is live among 100,000.</summary>
internal static class RuleChanges
{
    private const int Count = 100_000;
    private const int Changes = 1_000;

    private static readonly RuleDefinition Blank = new() { Name = "r", Json = "", Streams = [StreamName.Parse("shop.orders")] };

    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        await MeasureSubscribersAsync();
        SavedRule[] rules = [.. new RuleMix(seed: 2).Take(Count + Changes).Select(RuleOf)];
        var live = new LiveRules();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        live.Replace(new ActiveRules(1, rules[..Count]));
        Report.AtMost("100,000 rules: compiled", watch.Elapsed.TotalMilliseconds, 3_000, "ms");
        Report.AtMost("100,000 rules: memory", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6, 150, "MB");
        Measure("100,000 rules: one changed", 50, i => live.Apply(new RuleSetChange(i, [rules[i * 7] with { Definition = rules[Count + i].Definition }])));
        await live.Compaction;
        GC.KeepAlive(rules);
    }

    private static async Task MeasureSubscribersAsync()
    {
        var values = Subscribers.Values(Count + Changes);
        var rule = RuleOf(Subscribers.Condition, 0);
        rule = rule with { Definition = rule.Definition with { Parameters = [new RuleParameter("customer", ParameterType.String, null), new RuleParameter("limit", ParameterType.Number, null)] } };
        var live = new LiveRules();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        live.Replace(new ActiveRules(1, [rule]) { ParameterSets = new Dictionary<RuleId, IReadOnlyList<ParameterValues>> { [rule.Id] = values[..Count] } });
        Report.AtMost("100,000 subscribers: compiled", watch.Elapsed.TotalMilliseconds, 3_000, "ms");
        Report.AtMost("a subscriber: memory beyond its values", (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Count, 200, "bytes");
        Measure("100,000 subscribers: one added", 1, i => live.Apply(new RuleSetChange(i, []) { Sets = [new ParameterSetChange(rule, [values[Count + i]], [])] }));
        await live.Compaction;
        GC.KeepAlive(values);
    }

    private static void Measure(string what, double mostMs, Action<int> change)
    {
        var times = new List<double>();
        for (var i = 0; i < Changes; i++)
        {
            var start = Stopwatch.GetTimestamp();
            change(i);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Report.AtMost($"{what}, median", Report.Percentile(times, 0.5), mostMs, "ms");
        Report.AtMost($"{what}, 99 of 100", Report.Percentile(times, 0.99), mostMs, "ms");
    }

    private static SavedRule RuleOf(Condition match, int index) =>
        new(new RuleId(Guid.CreateVersion7(ShopOrders.Now.AddMilliseconds(index))), 1, RuleState.Enabled, Blank with { Match = match }, ShopOrders.Now, ShopOrders.Now, "benchmark");
}
