using System.Diagnostics;
using BlazorLake.Benchmarks.Loads;
using BlazorLake.Benchmarks.Measures;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Benchmarks;

/// <summary>Throughput through the rules over RabbitMQ with 10 and with 50,000 of them, in turns, so that whatever else the machine does hits both. As many occurrences in each.</summary>
internal static class ManyRulesRabbitMq
{
    private const int Few = 10;
    private const int Many = 50_000;
    private const int Turns = 3;

    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        await using var bench = await Bench.StartAsync(cancellationToken);
        await Bench.AddRulesAsync(bench.Portal, Few, cancellationToken);
        await bench.Portal.StopAsync(cancellationToken);
        // Without the lake, whose work is the same for any number of rules.
        await bench.Portal.StartAgainAsync(cancellationToken, ("Roles", "Portal,Rules"));
        using var progress = new Progress(bench.Portal);
        var run = new Run(bench, progress, settings.Duration / (2 * Turns));
        await run.MeasureAsync(cancellationToken);
        var stock = new RuleStock(bench.Database);
        await stock.AddAsync(Payload.Stream, Enumerable.Range(0, Many - Few).Select(Payload.RareRule), cancellationToken);
        Report.Number("50,000 rules added at once: the next event is through after", (await run.TimeOneAsync(cancellationToken)).TotalMilliseconds, "ms");
        await run.MeasureAsync(cancellationToken);

        var (few, many) = (new List<Speed>(), new List<Speed>());
        for (var turn = 0; turn < Turns; turn++)
        {
            await stock.SetStateAsync(RuleState.Disabled, cancellationToken);
            await run.TimeOneAsync(cancellationToken);
            few.Add(await run.MeasureAsync(cancellationToken));
            await stock.SetStateAsync(RuleState.Enabled, cancellationToken);
            await run.TimeOneAsync(cancellationToken);
            many.Add(await run.MeasureAsync(cancellationToken));
            Report.Number($"turn {turn + 1}: with 10 rules", few[^1].PerSecond, "events/s");
            Report.Number($"turn {turn + 1}: with 50,000 rules", many[^1].PerSecond, "events/s");
        }

        Report.AtLeast("50,000 rules against 10: events/s, median", Median(many, s => s.PerSecond) / Median(few, s => s.PerSecond) * 100, 85, "%");
        Report.Number("the portal's processor time per event with 10 rules", Median(few, s => s.Microseconds), "µs");
        Report.Number("the portal's processor time per event with 50,000 rules", Median(many, s => s.Microseconds), "µs");
        Report.Number("memory with 50,000 rules", bench.Portal.Process.ResidentBytes / 1e6, "MB");
    }

    private static double Median(List<Speed> speeds, Func<Speed, double> value) => Report.Percentile(speeds.Select(value), 0.5);

    /// <param name="Microseconds">Processor time per event.</param>
    private sealed record Speed(double PerSecond, double Microseconds);

    private sealed class Run(Bench bench, Progress progress, TimeSpan publishing)
    {
        private long _published;

        public async Task<Speed> MeasureAsync(CancellationToken cancellationToken)
        {
            var watch = Stopwatch.StartNew();
            var before = (Count: _published, bench.Portal.Process.ProcessorTime);
            await PublishAsync(_ => watch.Elapsed < publishing, cancellationToken);
            var count = _published - before.Count;
            return new Speed(count / watch.Elapsed.TotalSeconds, (bench.Portal.Process.ProcessorTime - before.ProcessorTime).TotalMicroseconds / count);
        }

        /// <summary>Until one event is evaluated.</summary>
        public async Task<TimeSpan> TimeOneAsync(CancellationToken cancellationToken)
        {
            var watch = Stopwatch.StartNew();
            await PublishAsync(published => published < 1, cancellationToken);
            return watch.Elapsed;
        }

        private async Task PublishAsync(Func<long, bool> goesOn, CancellationToken cancellationToken)
        {
            _published += await BrokerLoad.PublishAsync(bench.Broker, goesOn, rate: null, cancellationToken);
            while (await progress.EvaluatedAsync(cancellationToken) < _published)
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }
}
