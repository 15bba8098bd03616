using BlazorLake.Testing.Portal;

namespace BlazorLake.Benchmarks.Measures;

/// <summary>The portal's resident memory, looked at each second.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private readonly List<double> _megabytes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    public MemoryWatch(PortalProcess portal) => _watching = WatchAsync(portal);

    public double HighestMegabytes => _megabytes.DefaultIfEmpty().Max();

    /// <summary>Means of the second and the last quarter: flat when they are close.</summary>
    public (double Early, double Late) Trend()
    {
        var quarter = _megabytes.Count / 4;
        return quarter == 0 ? (double.NaN, double.NaN) : (_megabytes.Skip(quarter).Take(quarter).Average(), _megabytes.TakeLast(quarter).Average());
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(PortalProcess portal)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                _megabytes.Add(portal.Process.ResidentBytes / 1048576.0);
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}
