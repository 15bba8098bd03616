using System.Diagnostics;
using BlazorLake.Testing.Portal;

namespace BlazorLake.Benchmarks;

/// <summary>Start to <c>/health/ready</c>, and memory after half a minute of doing nothing.</summary>
internal static class Startup
{
    private const int Runs = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        var seconds = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            await using var portal = await PortalProcess.StartAsync(PortalSettings.Embedded, cancellationToken);
            seconds.Add(watch.Elapsed.TotalSeconds);
            if (run == Runs - 1)
            {
                await Task.Delay(Idle, cancellationToken);
                Report.AtMost("start to ready, median of 5", Report.Percentile(seconds, 0.5), 4, "s");
                Report.AtMost("idle memory", portal.Process.ResidentBytes / 1048576.0, 350, "MB");
            }
        }
    }
}
