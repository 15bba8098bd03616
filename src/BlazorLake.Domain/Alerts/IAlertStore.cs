using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Alerts;

/// <summary>Alerts and occurrences, paged and indexed: a page costs the same with a million of them.</summary>
public interface IAlertStore
{
    Task<Page<Alert>> ListAlertsAsync(AlertFilter filter, PageRequest page, CancellationToken cancellationToken);

    Task<Alert?> FindAlertAsync(AlertId id, CancellationToken cancellationToken);

    Task<Page<Occurrence>> ListOccurrencesAsync(OccurrenceFilter filter, PageRequest page, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<AlertState, long>> CountAsync(CancellationToken cancellationToken);

    /// <summary>Null when there is no such alert. Acknowledging or resolving twice changes nothing; a resolved alert stays resolved.</summary>
    Task<Alert?> ChangeAsync(AlertId id, AlertAction action, string by, CancellationToken cancellationToken);
}

/// <summary>Which alerts to list; what is null does not restrict.</summary>
/// <param name="States">Empty: all.</param>
public sealed record AlertFilter(IReadOnlyList<AlertState> States, RuleId? RuleId = null, Severity? MinSeverity = null, string? Text = null);

/// <summary>Which occurrences to list; what is null does not restrict, and both instants are inclusive.</summary>
public sealed record OccurrenceFilter(RuleId? RuleId = null, string? Key = null, DateTimeOffset? From = null, DateTimeOffset? To = null, AlertId? AlertId = null);

/// <summary>What a person can do with an alert.</summary>
public abstract record AlertAction
{
    private AlertAction()
    {
    }

    public sealed record Acknowledge : AlertAction;

    public sealed record Resolve : AlertAction;

    public sealed record Snooze(DateTimeOffset Until) : AlertAction;
}
