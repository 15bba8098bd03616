using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Pipeline.Deduplication;
using BlazorLake.Pipeline.Deliveries;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>Takes what is there, drops what is known, evaluates the rest, commits, and only then acknowledges. Never drops an event: what fails is tried again until it succeeds.</summary>
internal sealed partial class EvaluateRules(
    IDeliverySource source,
    EvaluationLog log,
    NewEvents intake,
    IEvaluationStore store,
    CurrentRules rules,
    EvaluationFollowUp followUp,
    HandlerState state,
    TimeProvider time,
    ILogger<EvaluateRules> logger) : IHandler
{
    private static readonly TimeSpan IdleWait = TimeSpan.FromSeconds(5);

    // Under load a few milliseconds' worth of single messages share a transaction; when idle there is no wait at all.
    private static readonly TimeSpan LeastBetweenCommits = TimeSpan.FromMilliseconds(4);

    private readonly EvaluationGroup _group = new();
    private long _committedAt;

    public async Task RunAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        await TryAgainAsync(log.CatchUpAsync, stopping);
        while (!stopping.IsCancellationRequested)
        {
            if (!await source.WaitAsync(IdleWait, stopping))
                continue;
            await PaceAsync(cancellationToken);
            while (!_group.IsFull && source.TryTake() is { } delivery)
                _group.Add(delivery);
            await TryAgainAsync(CommitAsync, cancellationToken);
            await TryAgainAsync(token => followUp.KeepUnreadableAsync(_group, token), cancellationToken);
            source.Complete(_group.Deliveries);
            _group.Clear();
        }
    }

    private async Task CommitAsync(CancellationToken cancellationToken)
    {
        // Read after the events were taken, so that a rule changed before they were accepted is the changed one here.
        var current = await rules.ReadAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var commit = _group.Evaluate(log.NextPosition, time.GetUtcNow(), intake, current);
            if (commit is null)
                return;
            var outcome = await store.CommitAsync(commit, cancellationToken);
            _committedAt = time.GetTimestamp();
            if (outcome is EvaluationOutcome.Committed committed)
            {
                await log.RecordAsync(commit, cancellationToken);
                TellBroken();
                await followUp.TellAsync(_group, commit, committed.Alerts, cancellationToken);
                return;
            }
            var before = log.NextPosition;
            await log.CatchUpAsync(cancellationToken);
            if (log.NextPosition == before)
            {
                LogStartOver(logger, before);
                await log.StartOverAsync(cancellationToken);
                if (attempt >= 3)
                    throw new InvalidOperationException($"Position {before} of the evaluation log is taken, but the log shows nothing there.");
            }
        }
    }

    private void TellBroken()
    {
        foreach (var broken in _group.Broken)
        {
            PipelineMetrics.Broke(broken.Count);
            LogBroken(logger, broken.Failure.RuleId, broken.Count, broken.Event.Stream, broken.Event.Key, broken.Failure.Exception);
        }
    }

    private async Task PaceAsync(CancellationToken cancellationToken)
    {
        var wait = LeastBetweenCommits - time.GetElapsedTime(_committedAt);
        if (_committedAt != 0 && wait > TimeSpan.FromMilliseconds(1))
            await Task.Delay(wait, time, cancellationToken);
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

    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "The index of known events does not fit the evaluation log at position {Position}; reading the whole log again")]
    private static partial void LogStartOver(ILogger logger, long position);

    [LoggerMessage(EventId = 3202, Level = LogLevel.Error, Message = "Rule {Rule} broke on {Count} event(s) of {Stream}, first on the one with key {Key}; other rules and the lake are not affected")]
    private static partial void LogBroken(ILogger logger, RuleId rule, int count, StreamName stream, EventKey key, Exception? error);
}
