using Prometheus;

namespace BlazorLake.Portal.Hosting;

/// <summary><c>/metrics</c> in Prometheus' text form: our own meter, those of HTTP and Kestrel, and the process.</summary>
internal static class MetricsSetup
{
    private static readonly string[] Meters = ["BlazorLake", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    public static void AddMetricsEndpoint(this WebApplicationBuilder builder)
    {
        // Event counters are the runtime's older form of the same numbers.
        Metrics.SuppressDefaultMetrics(new SuppressDefaultMetricOptions { SuppressEventCounters = true, SuppressDebugMetrics = true });
        Metrics.ConfigureMeterAdapter(adapter => adapter.InstrumentFilterPredicate = instrument => Meters.Contains(instrument.Meter.Name));
    }

    /// <summary>Numbers only, open to any scraper; whoever does not want that closes the path in front.</summary>
    public static void MapMetricsEndpoint(this WebApplication app) => app.MapMetrics("/metrics").AllowAnonymous();
}
