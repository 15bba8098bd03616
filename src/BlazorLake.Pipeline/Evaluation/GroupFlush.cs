using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Poison;

namespace BlazorLake.Pipeline.Evaluation;

/// <summary>Commits a group together, or, when the database refuses something in it or it failed again and again though the database answers, part by part.</summary>
internal sealed class GroupFlush(GroupCommit commit, EvaluationLog log, SetAsideEvents setAside)
{
    /// <summary>What is done, and why the rest is not. Throws when nothing is.</summary>
    /// <param name="failures">How often it failed in a row.</param>
    /// <param name="last">How it failed last; null at first.</param>
    public async Task<IsolationOutcome> FlushAsync(EvaluationGroup group, int failures, Exception? last, CancellationToken cancellationToken)
    {
        if (failures + 1 < Failures.BeforeIsolation || last is null || !Failures.MayComeFromEvents(last))
        {
            try
            {
                await commit.CommitAsync(group, cancellationToken);
                return IsolationOutcome.All(group.Deliveries);
            }
            catch (RefusedException)
            {
                // That is said of the group: which part it is remains to be found.
            }
        }

        var isolation = new Isolation(
            (parts, token) => commit.CommitAsync(EvaluationGroup.Of(parts), token),
            async token =>
            {
                await log.CatchUpAsync(token);
                return true;
            },
            (culprits, token) => setAside.KeepAsync(EventSide.Rules, culprits, token));
        return await isolation.RunAsync(group.Deliveries, cancellationToken);
    }
}
