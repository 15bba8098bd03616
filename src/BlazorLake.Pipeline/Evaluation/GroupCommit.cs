using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Pipeline.Deduplication;
using BlazorLake.Pipeline.Poison;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>Evaluates a group of deliveries and commits the outcome at the next position of the log.</summary>
internal sealed partial class GroupCommit(
    EvaluationLog log, NewEvents intake, IEvaluationStore store, CurrentRules rules, EvaluationFollowUp followUp, TimeProvider time, ILogger<GroupCommit> logger)
{
    /// <summary>When the last one was tried (time stamp); 0 at first.</summary>
    public long LastStamp { get; private set; }

    /// <summary>Reads what the first group would have to wait for.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await log.CatchUpAsync(cancellationToken);
        await rules.ReadAsync(cancellationToken);
    }

    /// <exception cref="RefusedException">The database can't store something in it.</exception>
    public async Task CommitAsync(EvaluationGroup group, CancellationToken cancellationToken)
    {
        // Read after the events were taken, so that a rule changed before they were accepted is the changed one here.
        var current = await rules.ReadAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var commit = group.Evaluate(log.NextPosition, time.GetUtcNow(), intake, current);
            if (commit is null)
                return;
            var outcome = await store.CommitAsync(commit, cancellationToken);
            LastStamp = time.GetTimestamp();
            if (outcome is EvaluationOutcome.Refused refused)
                throw new RefusedException(refused.Reason);
            if (outcome is EvaluationOutcome.Committed committed)
            {
                await log.RecordAsync(commit, cancellationToken);
                TellBroken(group);
                await TellAsync(group, commit, committed, cancellationToken);
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

    // The commit is done: nothing that goes wrong here may look as if it were not.
    private async Task TellAsync(EvaluationGroup group, EvaluationCommit commit, EvaluationOutcome.Committed committed, CancellationToken cancellationToken)
    {
        try
        {
            await followUp.TellAsync(group, commit, committed.Alerts, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTold(logger, e);
        }
    }

    private void TellBroken(EvaluationGroup group)
    {
        foreach (var broken in group.Broken)
        {
            PipelineMetrics.Broke(broken.Count);
            LogBroken(logger, broken.Failure.RuleId, broken.Count, broken.Event.Stream, broken.Event.Key, broken.Failure.Exception);
        }
    }

    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "The index of known events does not fit the evaluation log at position {Position}; reading the whole log again")]
    private static partial void LogStartOver(ILogger logger, long position);

    [LoggerMessage(EventId = 3202, Level = LogLevel.Error, Message = "Rule {Rule} broke on {Count} event(s) of {Stream}, first on the one with key {Key}; other rules and the lake are not affected")]
    private static partial void LogBroken(ILogger logger, RuleId rule, int count, StreamName stream, EventKey key, Exception? error);

    [LoggerMessage(EventId = 3203, Level = LogLevel.Warning, Message = "Pages could not be told of what was evaluated; they read the database every few seconds")]
    private static partial void LogNotTold(ILogger logger, Exception error);
}
