using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;

namespace BlazorLake.Portal.Features.Alerts;

/// <summary>The part of the alerts that an inbox has read so far, newest first, kept up to date; for one circuit's thread.</summary>
/// <remarks>Holds at most <see cref="MaxLoaded"/> alerts: beyond that a person narrows the view.</remarks>
internal sealed class AlertInbox(IAlertStore store)
{
    public const int PageSize = 100;
    public const int MaxLoaded = 5000;

    private readonly List<Alert> _alerts = [];
    private string? _nextCursor;

    public AlertQuery Query { get; private set; } = AlertQuery.Default;

    public IReadOnlyList<Alert> Alerts => _alerts;

    public bool HasMore => _nextCursor is not null && _alerts.Count < MaxLoaded;

    public IReadOnlyDictionary<AlertState, long> Counts { get; private set; } = new Dictionary<AlertState, long>();

    /// <summary>Reads the first page anew, for another query or the same.</summary>
    public async Task LoadAsync(AlertQuery query, CancellationToken cancellationToken)
    {
        var page = await store.ListAlertsAsync(query.Filter, new PageRequest(PageSize), cancellationToken);
        Counts = await store.CountAsync(cancellationToken);
        Query = query;
        _alerts.Clear();
        _alerts.AddRange(page.Items);
        _nextCursor = page.NextCursor;
    }

    /// <summary>Makes sure that <paramref name="count"/> alerts are loaded, if there are as many.</summary>
    public async Task EnsureAsync(int count, CancellationToken cancellationToken)
    {
        while (_alerts.Count < count && HasMore)
        {
            var page = await store.ListAlertsAsync(Query.Filter, new PageRequest(PageSize, _nextCursor), cancellationToken);
            var known = _alerts.Select(a => a.Id).ToHashSet();
            _alerts.AddRange(page.Items.Where(a => !known.Contains(a.Id)));
            _nextCursor = page.NextCursor;
        }
    }

    /// <summary>Reads the first page and the counts again, for what the live feed may have missed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var page = await store.ListAlertsAsync(Query.Filter, new PageRequest(PageSize), cancellationToken);
        Counts = await store.CountAsync(cancellationToken);
        if (page.NextCursor is null)
        {
            _alerts.Clear();
            _alerts.AddRange(page.Items);
            _nextCursor = null;
            return;
        }

        // Beyond the first page stays what was loaded; what changed there comes by the feed, or when it is read again.
        var fresh = page.Items.Select(a => a.Id).ToHashSet();
        var end = _alerts.FindIndex(a => a.Id == page.Items[^1].Id);
        var rest = end < 0 ? [] : _alerts.Skip(end + 1).Where(a => !fresh.Contains(a.Id)).ToList();
        if (rest.Count == 0)
            _nextCursor = page.NextCursor;
        _alerts.Clear();
        _alerts.AddRange(page.Items);
        _alerts.AddRange(rest);
    }

    /// <summary>How many there are in each state: the feed says what an alert is now, not what it was.</summary>
    public async Task RefreshCountsAsync(CancellationToken cancellationToken) => Counts = await store.CountAsync(cancellationToken);

    /// <summary>Takes over what the live feed says; true when the list shows something else now.</summary>
    public bool Apply(IReadOnlyList<Alert> changed)
    {
        var differs = false;
        foreach (var alert in changed)
        {
            var index = _alerts.FindIndex(a => a.Id == alert.Id);
            var before = index >= 0 ? _alerts[index] : null;
            if (before is not null && before.UpdatedAt > alert.UpdatedAt)
                continue;
            if (before is not null)
            {
                CountOn(before.State, -1);
                CountOn(alert.State, 1);
                _alerts.RemoveAt(index);
            }

            var place = Query.Holds(alert) ? PlaceOf(alert, before, index) : -1;
            if (place >= 0)
                _alerts.Insert(place, alert);
            differs |= place >= 0 || before is not null;
        }

        return differs;
    }

    /// <summary>On top when an occurrence has joined it, as the store has it; else where it was, or by its last occurrence. -1: further down than is loaded.</summary>
    private int PlaceOf(Alert alert, Alert? before, int index)
    {
        if (before is not null)
            return alert.OccurrenceCount > before.OccurrenceCount ? 0 : index;
        var place = _alerts.FindIndex(a => a.LastAt <= alert.LastAt);
        return place >= 0 ? place : _nextCursor is null ? _alerts.Count : -1;
    }

    private void CountOn(AlertState state, int by)
    {
        var counts = Counts.ToDictionary();
        counts[state] = Math.Max(0, counts.GetValueOrDefault(state) + by);
        Counts = counts;
    }
}
