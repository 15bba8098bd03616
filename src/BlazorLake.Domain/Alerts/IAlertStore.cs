using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Alerts;

/// <summary>Alerts and occurrences, paged and indexed: a page costs the same with a million of them.</summary>
public interface IAlertStore
{
    Task<Page<Alert>> ListAlertsAsync(AlertFilter filter, PageRequest page, CancellationToken cancellationToken);

    Task<Alert?> FindAlertAsync(AlertId id, CancellationToken cancellationToken);

    Task<Page<Occurrence>> ListOccurrencesAsync(OccurrenceFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>How often each rule has fired since <paramref name="since"/> (event time, UTC), and when it last did at all; a rule that never did is left out.</summary>
    /// <remarks>Counts to <see cref="RuleActivity.MaxCount"/> for each rule, so that it costs the same however much a rule finds.</remarks>
    Task<IReadOnlyDictionary<RuleId, RuleActivity>> ReadActivityAsync(IReadOnlyList<RuleId> rules, DateTimeOffset since, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<AlertState, long>> CountAsync(CancellationToken cancellationToken);

    /// <summary>Null when there is no such alert. Acknowledging or resolving twice changes nothing; a resolved alert stays resolved.</summary>
    Task<Alert?> ChangeAsync(AlertId id, AlertAction action, string by, CancellationToken cancellationToken);
}

/// <summary>What a rule has done lately.</summary>
/// <param name="Count">Occurrences, 0 to <see cref="MaxCount"/>; that many means that or more.</param>
/// <param name="LastAt">Of the newest occurrence, in event time, UTC.</param>
public sealed record RuleActivity(int Count, DateTimeOffset LastAt)
{
    public const int MaxCount = 1000;
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
