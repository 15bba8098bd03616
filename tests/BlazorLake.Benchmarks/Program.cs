using BenchmarkDotNet.Running;
using BlazorLake.Benchmarks;
using BlazorLake.Benchmarks.Lake;
using BlazorLake.Benchmarks.Rules.Matching;

// Real processes, real broker, real database; see docs/benchmarks.md.
var benchmarks = new Dictionary<string, Func<BenchmarkSettings, CancellationToken, Task>>(StringComparer.Ordinal)
{
    ["startup"] = Startup.RunAsync,
    ["home-page"] = HomePage.RunAsync,
    ["throughput-embedded"] = ThroughputEmbedded.RunAsync,
    ["throughput-rabbitmq"] = ThroughputRabbitMq.RunAsync,
    ["batches-rabbitmq"] = BatchesRabbitMq.RunAsync,
    ["rules-rabbitmq"] = ManyRulesRabbitMq.RunAsync,
    ["drain-rabbitmq"] = DrainRabbitMq.RunAsync,
    ["latency-rabbitmq"] = LatencyRabbitMq.RunAsync,
    ["matching"] = MatchingCurve.RunAsync,
    ["matching-peers"] = MatchingPeers.RunAsync,
    ["rule-changes"] = RuleChanges.RunAsync,
    ["rule-changes-database"] = RuleChangesInDatabase.RunAsync,
    ["lake-append"] = (_, _) => Task.FromResult(BenchmarkRunner.Run<LakeAppendBenchmark>()),
};

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (BenchmarkSettings.Parse(args) is not { } settings || settings.Names.Any(name => !benchmarks.ContainsKey(name)))
{
    Console.Error.WriteLine($"usage: BlazorLake.Benchmarks [--seconds N] [{string.Join(" | ", benchmarks.Keys)}]...");
    return 2;
}

foreach (var name in settings.Names.Count > 0 ? settings.Names : [.. benchmarks.Keys])
{
    Console.WriteLine($"\n## {name}");
    await benchmarks[name](settings, stop.Token);
}

return 0;
