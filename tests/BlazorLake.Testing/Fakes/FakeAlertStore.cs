using System.Globalization;
using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Testing.Fakes;

/// <summary>Alerts and occurrences in memory, newest occurrence first; a cursor is the place to go on at.</summary>
public sealed class FakeAlertStore(TimeProvider clock) : IAlertStore
{
    public List<Alert> Alerts { get; } = [];

    public List<Occurrence> Occurrences { get; } = [];

    /// <summary>When set, every call fails with it.</summary>
    public Exception? Failure { get; set; }

    public int ListCount { get; private set; }

    public Task<Page<Alert>> ListAlertsAsync(AlertFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        ListCount++;
        var fitting = Alerts
            .Where(a => filter.States.Count == 0 || filter.States.Contains(a.State))
            .Where(a => filter.RuleId is null || a.RuleId == filter.RuleId)
            .Where(a => filter.MinSeverity is null || a.Severity >= filter.MinSeverity)
            .Where(a => filter.Text is null || (a.Title + a.RuleName + a.Key).Contains(filter.Text, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(a => a.LastAt).ThenByDescending(a => a.Id.Value);
        return Answer(fitting, page);
    }

    public Task<Alert?> FindAlertAsync(AlertId id, CancellationToken cancellationToken) =>
        Failure is null ? Task.FromResult(Alerts.Find(a => a.Id == id)) : Task.FromException<Alert?>(Failure);

    public Task<Page<Occurrence>> ListOccurrencesAsync(OccurrenceFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var alert = filter.AlertId is { } id ? Alerts.Find(a => a.Id == id) : null;
        var fitting = Occurrences
            .Where(o => filter.RuleId is null || o.RuleId == filter.RuleId)
            .Where(o => filter.Key is null || o.Key == filter.Key)
            .Where(o => filter.AlertId is null || (alert is not null && o.RuleId == alert.RuleId && o.Key == alert.Key))
            .OrderByDescending(o => o.At);
        return Answer(fitting, page);
    }

    public Task<IReadOnlyDictionary<RuleId, RuleActivity>> ReadActivityAsync(IReadOnlyList<RuleId> rules, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<RuleId, RuleActivity>>(Occurrences.Where(o => rules.Contains(o.RuleId)).GroupBy(o => o.RuleId)
            .ToDictionary(g => g.Key, g => new RuleActivity(Math.Min(RuleActivity.MaxCount, g.Count(o => o.At >= since)), g.Max(o => o.At))));

    public Task<IReadOnlyDictionary<AlertState, long>> CountAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<AlertState, long>>(Alerts.GroupBy(a => a.State).ToDictionary(g => g.Key, g => (long)g.Count()));

    public Task<Alert?> ChangeAsync(AlertId id, AlertAction action, string by, CancellationToken cancellationToken)
    {
        var index = Alerts.FindIndex(a => a.Id == id);
        if (index < 0)
            return Task.FromResult<Alert?>(null);
        if (Alerts[index].State != AlertState.Resolved)
        {
            Alerts[index] = Alerts[index] with
            {
                State = action switch
                {
                    AlertAction.Acknowledge => AlertState.Acknowledged,
                    AlertAction.Resolve => AlertState.Resolved,
                    _ => AlertState.Snoozed,
                },
                SnoozedUntil = (action as AlertAction.Snooze)?.Until,
                UpdatedAt = clock.GetUtcNow(),
                UpdatedBy = by,
            };
        }

        return Task.FromResult<Alert?>(Alerts[index]);
    }

    public Alert Add(string title, RuleId? rule = null, Severity severity = Severity.Warning, AlertState state = AlertState.Open, string key = "{}")
    {
        var at = clock.GetUtcNow();
        var alert = new Alert(new AlertId(Guid.CreateVersion7(at.AddMilliseconds(Alerts.Count))), rule ?? RuleId.Create(at), "Rule of " + title, key, severity, state,
            at, at.AddSeconds(Alerts.Count), 1, title, "", at);
        Alerts.Add(alert);
        return alert;
    }

    private Task<Page<T>> Answer<T>(IEnumerable<T> fitting, PageRequest page)
    {
        if (Failure is not null)
            return Task.FromException<Page<T>>(Failure);
        var from = page.Cursor is null ? 0 : int.Parse(page.Cursor, CultureInfo.InvariantCulture);
        var items = fitting.Skip(from).Take(page.Limit + 1).ToList();
        var next = items.Count > page.Limit ? (from + page.Limit).ToString(CultureInfo.InvariantCulture) : null;
        return Task.FromResult(new Page<T>([.. items.Take(page.Limit)], next));
    }
}
