using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Deliveries;

/// <summary>What a handler needs for as long as it runs.</summary>
internal sealed record HandlerRun(IHandler Handler, IDeliverySource Source, IAsyncDisposable Resources);

/// <summary>Runs one handler for as long as the process does, if it may; hands back what is unfinished at the end.</summary>
internal abstract partial class HandlerRunner(ILogger logger) : BackgroundService
{
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(10);

    /// <summary>Waits until this process may do the work; what is returned is disposed at the end.</summary>
    protected abstract Task<IDisposable?> MayRunAsync(CancellationToken cancellationToken);

    protected abstract HandlerRun Open();

    /// <summary>For the last write of what is only in memory.</summary>
    protected abstract Task ClosingAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Opening reads from disk; the host must not wait for it.
        await Task.Yield();
        using var lease = await MayRunAsync(stoppingToken);
        var run = Open();
        await using var resources = run.Resources;
        using var abort = new CancellationTokenSource();
        await using var limit = stoppingToken.Register(() => abort.CancelAfter(FinishWithin));
        try
        {
            await run.Handler.RunAsync(stoppingToken, abort.Token);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            LogEnded(logger, e);
            throw;
        }
        finally
        {
            run.Source.HandBack();
        }
        await ClosingAsync(abort.Token);
    }

    [LoggerMessage(EventId = 3210, Level = LogLevel.Critical, Message = "A consumer ended; this process stops")]
    private static partial void LogEnded(ILogger logger, Exception error);
}
