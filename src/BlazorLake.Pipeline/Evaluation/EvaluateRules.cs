using BlazorLake.Pipeline.Deliveries;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>Takes what is there, drops what is known, evaluates the rest, commits, and only then acknowledges.</summary>
/// <remarks>Never drops an event: what fails is tried again until it succeeds. An event that can't be processed though others can is set aside (ADR 0009).</remarks>
internal sealed partial class EvaluateRules(
    IDeliverySource source,
    GroupCommit commit,
    GroupFlush flush,
    EvaluationFollowUp followUp,
    HandlerState state,
    TimeProvider time,
    ILogger<EvaluateRules> logger) : IHandler
{
    private static readonly TimeSpan IdleWait = TimeSpan.FromSeconds(5);

    // Events that come together share a transaction: when idle there is no wait at all, under load a few milliseconds' worth, and more under a load where each commit is noticed.
    private static readonly TimeSpan LeastBetweenCommits = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan LeastBetweenLargeCommits = TimeSpan.FromMilliseconds(20);
    private const int LargeCommit = 50;
    private const int EnoughDeliveries = 400;

    private readonly EvaluationGroup _group = new();
    private TimeSpan _leastUntilNext = LeastBetweenCommits;

    public async Task RunAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        await TryAgainAsync(commit.PrepareAsync, stopping);
        while (!stopping.IsCancellationRequested)
        {
            if (!await source.WaitAsync(IdleWait, stopping))
                continue;
            await PaceAsync(cancellationToken);
            while (!_group.IsFull && source.TryTake() is { } delivery)
                _group.Add(delivery);
            await FinishAsync(cancellationToken);
            await TryAgainAsync(token => followUp.KeepUnreadableAsync(_group, token), cancellationToken);
            _leastUntilNext = _group.EventCount >= LargeCommit ? LeastBetweenLargeCommits : LeastBetweenCommits;
            source.Complete(_group.Deliveries);
            _group.Clear();
        }
    }

    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        var left = _group;
        Exception? error = null;
        for (var failures = 0; ; failures++)
        {
            try
            {
                (_, var rest, error) = await flush.FlushAsync(left, failures, error, cancellationToken);
                if (error is null)
                {
                    state.Succeeded();
                    return;
                }

                left = EvaluationGroup.Of(rest);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                error = e;
            }

            state.Failed(error);
            LogFailed(logger, failures + 1, error);
            await Task.Delay(Backoff.After(failures + 1), time, cancellationToken);
        }
    }

    private async Task PaceAsync(CancellationToken cancellationToken)
    {
        if (commit.LastStamp == 0)
            return;
        while (source.ReadyCount < EnoughDeliveries && _leastUntilNext - time.GetElapsedTime(commit.LastStamp) is var wait && wait > TimeSpan.FromMilliseconds(1))
            await Task.Delay(wait < LeastBetweenCommits ? wait : LeastBetweenCommits, time, cancellationToken);
    }

    private async Task TryAgainAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await work(cancellationToken);
                state.Succeeded();
                return;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                state.Failed(e);
                LogFailed(logger, failures, e);
            }
            await Task.Delay(Backoff.After(failures), time, cancellationToken);
        }
    }

    [LoggerMessage(EventId = 3200, Level = LogLevel.Error, Message = "Evaluating events failed {Failures} time(s) in a row; nothing is lost, trying again")]
    private static partial void LogFailed(ILogger logger, int failures, Exception error);
}
