using System.Diagnostics;
using BlazorLake.Benchmarks.Loads;
using BlazorLake.Benchmarks.Measures;
using BlazorLake.Testing.Portal;

namespace BlazorLake.Benchmarks;

/// <summary>NDJSON of 1,000 events of 500 bytes, 100 rules: accepted, evaluated and in the lake, on embedded defaults.</summary>
internal static class ThroughputEmbedded
{
    private const int Senders = 4;

    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalProcess.StartAsync(PortalSettings.Embedded, cancellationToken);
        await Bench.AddRulesAsync(portal, cancellationToken);
        await MeasureAsync(portal, settings, 30_000, cancellationToken);
    }

    public static async Task MeasureAsync(PortalProcess portal, BenchmarkSettings settings, double floor, CancellationToken cancellationToken)
    {
        using var progress = new Progress(portal);
        // The first seconds are the compiler's.
        await new HttpLoad(portal).RunAsync(Senders, TimeSpan.FromSeconds(5), cancellationToken);
        var before = await progress.EvaluatedAsync(cancellationToken);

        var load = new HttpLoad(portal);
        await using var memory = new MemoryWatch(portal);
        var watch = Stopwatch.StartNew();
        await load.RunAsync(Senders, settings.Duration, cancellationToken);
        var sending = watch.Elapsed;
        var evaluated = await progress.EvaluatedAsync(cancellationToken);
        var inLake = await progress.InLakeAsync(cancellationToken);
        await progress.ReachesAsync(before + load.Accepted, cancellationToken);
        var whole = watch.Elapsed;

        Report.AtLeast("accepted, evaluated and in the lake, until all is", load.Accepted / whole.TotalSeconds, floor, "events/s");
        Report.Number("accepted while sending", load.Accepted / sending.TotalSeconds, "events/s");
        Report.Number("evaluated while sending", (evaluated - before) / sending.TotalSeconds, "events/s");
        Report.Number("not yet in the lake when sending ended", before + load.Accepted - inLake, "events");
        Report.Number("requests answered 429", load.Refused, "");
        var (early, late) = memory.Trend();
        Report.Number("memory in the second quarter", early, "MB");
        Report.Number("memory in the last quarter", late, "MB");
        Report.Number("highest memory", memory.HighestMegabytes, "MB");
    }
}
