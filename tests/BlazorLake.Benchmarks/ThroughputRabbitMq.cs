using System.Diagnostics;
using BlazorLake.Benchmarks.Loads;
using BlazorLake.Benchmarks.Measures;

namespace BlazorLake.Benchmarks;

/// <summary>Single-event messages of 500 bytes, 100 rules: through rules and lake while they are being published.</summary>
internal static class ThroughputRabbitMq
{
    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        await using var bench = await Bench.StartAsync(cancellationToken);
        await Bench.AddRulesAsync(bench.Portal, cancellationToken);
        using var progress = new Progress(bench.Portal);

        var watch = Stopwatch.StartNew();
        var published = await BrokerLoad.PublishAsync(bench.Broker, _ => watch.Elapsed < settings.Duration, cancellationToken);
        var publishing = watch.Elapsed;
        var evaluated = await progress.EvaluatedAsync(cancellationToken);
        var inLake = await progress.InLakeAsync(cancellationToken);
        await progress.ReachesAsync(published, cancellationToken);

        Report.AtLeast("through the rules while published", evaluated / publishing.TotalSeconds, 5_000, "events/s");
        Report.AtLeast("in the lake while published (last flush not counted)", inLake / publishing.TotalSeconds, 5_000, "events/s");
        Report.Number("published and confirmed", published / publishing.TotalSeconds, "events/s");
        Report.Number("everything through both", published / watch.Elapsed.TotalSeconds, "events/s");
    }
}
