using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Live;

namespace BlazorLake.Pipeline.Jobs;

/// <summary>What happens to alerts by the clock alone: a snooze ends, and an alert resolves after its rule's <c>resolveAfter</c> without an occurrence.</summary>
/// <remarks>Idempotent; run each minute. Several at once do no harm.</remarks>
public sealed class AlertUpkeepJob(IAlertUpkeep alerts, ILiveFeed feed, TimeProvider clock)
{
    /// <summary>Alerts changed by one transaction.</summary>
    private const int BatchSize = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await ChangeAsync(stop => alerts.EndSnoozesAsync(now, BatchSize, stop), cancellationToken);
        foreach (var rule in await alerts.FindResolvingAsync(cancellationToken))
            await ChangeAsync(stop => alerts.ResolveQuietAsync(rule.Id, now - rule.After, BatchSize, stop), cancellationToken);
    }

    private async Task ChangeAsync(Func<CancellationToken, Task<IReadOnlyList<Alert>>> change, CancellationToken cancellationToken)
    {
        IReadOnlyList<Alert> changed;
        do
        {
            changed = await change(cancellationToken);
            if (changed.Count > 0)
                await feed.PublishAsync(new LiveChange.AlertsChanged(changed), cancellationToken);
        }
        while (changed.Count == BatchSize);
    }
}
