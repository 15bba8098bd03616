using System.Diagnostics;
using BlazorLake.Benchmarks.Loads;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Persistence;
using BlazorLake.Persistence.Databases;
using BlazorLake.Pipeline.Evaluation;
using BlazorLake.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>From a saved change to a rule set that has it, among 100,000 rules in a durable PostgreSQL: what a node does before its next group of events.</summary>
internal static class RuleChangesInDatabase
{
    private const int Count = 100_000;
    private const int Changes = 500;
    private const string Stream = "shop.orders";

    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        await using var cluster = await PostgresCluster.StartAsync(isDurable: true, cancellationToken);
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddPersistence(DatabaseKind.PostgreSql, cluster.ConnectionString).BuildServiceProvider();
        await services.GetRequiredService<DatabaseState>().MigrateAsync(cancellationToken);
        string[] documents = [.. new RuleMix(seed: 2).Take(Count + Changes).Select((match, i) => $$"""{"name":"Mix {{i}}","stream":"{{Stream}}","match":{{RuleWriter.Write(match)}}}""")];
        await new RuleStock(cluster.ConnectionString).AddAsync(Stream, documents.Take(Count), cancellationToken);
        var store = services.GetRequiredService<IRuleStore>();
        var current = new CurrentRules(store, NullLogger<CurrentRules>.Instance);

        var watch = Stopwatch.StartNew();
        await current.ReadAsync(cancellationToken);
        Report.Number("100,000 rules: read and compiled at the start", watch.Elapsed.TotalMilliseconds, "ms");
        var ids = (await store.LoadActiveAsync(cancellationToken)).Rules.Select(r => r.Id).ToArray();
        var orders = new ShopOrders(seed: 4).Take(100);
        await MeasureAsync("one saved", i => store.SaveAsync(ids[i * 7], null, RuleReader.ReadSaved(documents[Count + i]), "ana", cancellationToken));
        await MeasureAsync("one paused", i => store.SetStateAsync(ids[i * 7], RuleState.Disabled, "ana", cancellationToken));
        await MeasureAsync("one deleted", i => store.DeleteAsync(ids[(i * 7) + 1], "ana", cancellationToken));

        async Task MeasureAsync(string what, Func<int, Task> change)
        {
            var times = new List<double>();
            for (var i = 0; i < Changes; i++)
            {
                await change(i);
                var start = Stopwatch.GetTimestamp();
                var rules = await current.ReadAsync(cancellationToken);
                rules.Evaluate(orders[i % orders.Length], ShopOrders.Now);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            Report.AtMost($"{what}: matching has it, median", Report.Percentile(times, 0.5), 50, "ms");
            Report.AtMost($"{what}: matching has it, 99 of 100", Report.Percentile(times, 0.99), 50, "ms");
        }
    }
}
