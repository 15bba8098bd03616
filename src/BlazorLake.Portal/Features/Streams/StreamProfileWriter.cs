using BlazorLake.Domain.Streams;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>Writes what <see cref="StreamProfiler"/> has gathered, about every second and once more at the end.</summary>
internal sealed partial class StreamProfileWriter(StreamProfiler profiler, TimeProvider time, ILogger<StreamProfileWriter> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await FlushAsync(all: false, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last flush follows in StopAsync.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(all: true, cancellationToken);
    }

    private async Task FlushAsync(bool all, CancellationToken cancellationToken)
    {
        try
        {
            await profiler.FlushAsync(all, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A profile is a sample; what was gathered is kept and written with the next flush.
            LogFailed(log, exception);
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "Profiles of streams could not be written; trying again in a second.")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
