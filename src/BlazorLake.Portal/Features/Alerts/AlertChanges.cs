using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Live;

namespace BlazorLake.Portal.Features.Alerts;

/// <summary>What people do to alerts, from the API and from pages: stored, then told to every open page.</summary>
internal sealed class AlertChanges(IAlertStore store, ILiveFeed feed)
{
    /// <summary>Null when there is no such alert.</summary>
    public async Task<Alert?> ChangeAsync(AlertId id, AlertAction action, string by, CancellationToken cancellationToken)
    {
        var alert = await store.ChangeAsync(id, action, by, cancellationToken);
        if (alert is not null)
            await feed.PublishAsync(new LiveChange.AlertsChanged([alert]), cancellationToken);
        return alert;
    }

    /// <summary>Those that exist, as they are now.</summary>
    public async Task<IReadOnlyList<Alert>> ChangeAsync(IReadOnlyCollection<AlertId> ids, AlertAction action, string by, CancellationToken cancellationToken)
    {
        var changed = new List<Alert>();
        foreach (var id in ids)
        {
            if (await store.ChangeAsync(id, action, by, cancellationToken) is { } alert)
                changed.Add(alert);
        }

        if (changed.Count > 0)
            await feed.PublishAsync(new LiveChange.AlertsChanged(changed), cancellationToken);
        return changed;
    }
}
