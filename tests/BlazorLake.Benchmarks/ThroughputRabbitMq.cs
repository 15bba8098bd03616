using System.Diagnostics;
using BlazorLake.Benchmarks.Loads;
using BlazorLake.Benchmarks.Measures;

namespace BlazorLake.Benchmarks;

/// <summary>Single-event messages of 500 bytes, 100 rules: through rules and lake while they are being published, once at a steady rate and once as fast as the broker confirms.</summary>
internal static class ThroughputRabbitMq
{
    private const int Steady = 5_500;
    private const int Wanted = 5_000;

    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        await using var bench = await Bench.StartAsync(cancellationToken);
        await Bench.AddRulesAsync(bench.Portal, cancellationToken);
        using var progress = new Progress(bench.Portal);
        await BrokerLoad.PublishAsync(bench.Broker, published => published < 10 * Steady, Steady, cancellationToken);
        await progress.ReachesAsync(10 * Steady, cancellationToken);

        var steady = await MeasureAsync(bench, progress, settings, Steady, cancellationToken);
        Report.AtLeast($"through the rules while {Steady} a second are published", steady.Evaluated, Wanted, "events/s");
        Report.AtLeast("in the lake meanwhile (last flush not counted)", steady.InLake, Wanted, "events/s");
        Report.Number("published and confirmed", steady.Published, "events/s");

        var flat = await MeasureAsync(bench, progress, settings, rate: null, cancellationToken);
        Report.Number("as fast as the broker confirms: published", flat.Published, "events/s");
        Report.Number("as fast as the broker confirms: through the rules meanwhile", flat.Evaluated, "events/s");
        Report.Number("as fast as the broker confirms: in the lake meanwhile", flat.InLake, "events/s");
        Report.Number("as fast as the broker confirms: everything through both", flat.Everything, "events/s");
    }

    private static async Task<Rates> MeasureAsync(Bench bench, Progress progress, BenchmarkSettings settings, int? rate, CancellationToken cancellationToken)
    {
        var (evaluatedBefore, inLakeBefore) = (await progress.EvaluatedAsync(cancellationToken), await progress.InLakeAsync(cancellationToken));
        var watch = Stopwatch.StartNew();
        var processor = bench.Portal.Process.ProcessorTime;
        var published = await BrokerLoad.PublishAsync(bench.Broker, _ => watch.Elapsed < settings.Duration, rate, cancellationToken);
        var seconds = watch.Elapsed.TotalSeconds;
        var evaluated = await progress.EvaluatedAsync(cancellationToken) - evaluatedBefore;
        var inLake = await progress.InLakeAsync(cancellationToken) - inLakeBefore;
        await progress.ReachesAsync(evaluatedBefore + published, cancellationToken);
        Report.Number("the portal's processor time per event", (bench.Portal.Process.ProcessorTime - processor).TotalMicroseconds / published, "µs");
        return new Rates(published / seconds, evaluated / seconds, inLake / seconds, published / watch.Elapsed.TotalSeconds);
    }

    /// <summary>Events a second.</summary>
    private sealed record Rates(double Published, double Evaluated, double InLake, double Everything);
}
