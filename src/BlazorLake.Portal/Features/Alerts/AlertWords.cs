using BlazorLake.Domain.Alerts;

namespace BlazorLake.Portal.Features.Alerts;

/// <summary>What pages say about alerts.</summary>
internal static class AlertWords
{
    public static string Did(AlertAction action, int count)
    {
        var what = count == 1 ? "1 alert" : $"{count} alerts";
        return action switch
        {
            AlertAction.Acknowledge => $"{what} acknowledged.",
            AlertAction.Resolve => $"{what} resolved.",
            _ => $"{what} snoozed.",
        };
    }
}
