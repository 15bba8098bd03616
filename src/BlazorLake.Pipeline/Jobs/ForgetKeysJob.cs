using BlazorLake.Domain.Evaluation;

namespace BlazorLake.Pipeline.Jobs;

/// <summary>Forgets the keys of evaluated events once they are too old to matter: CONTRACT.md section 3 looks back 7 days for duplicates.</summary>
public sealed class ForgetKeysJob(IEvaluationStore evaluation, TimeProvider clock)
{
    /// <summary>A little more than the 7 days, because the clocks of workers differ.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(7) + TimeSpan.FromHours(1);

    public Task RunAsync(CancellationToken cancellationToken) => evaluation.ForgetKeysAsync(clock.GetUtcNow() - Memory, cancellationToken);
}
