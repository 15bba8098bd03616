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
        var oldest = page.Items[^1];
        var rest = _alerts.Where(a => !fresh.Contains(a.Id) && Order.Compare(a, oldest) > 0).ToList();
        if (rest.Count == 0)
            _nextCursor = page.NextCursor;
        _alerts.Clear();
        _alerts.AddRange(page.Items);
        _alerts.AddRange(rest);
    }

    /// <summary>Takes over what the live feed says; true when the list shows something else now.</summary>
    public bool Apply(IReadOnlyList<Alert> changed)
    {
        var differs = false;
        foreach (var alert in changed)
        {
            var index = _alerts.FindIndex(a => a.Id == alert.Id);
            if (index >= 0)
            {
                if (_alerts[index].UpdatedAt > alert.UpdatedAt)
                    continue;
                CountOn(_alerts[index].State, -1);
                _alerts.RemoveAt(index);
                differs = true;
                CountOn(alert.State, 1);
            }

            if (!Query.Holds(alert))
                continue;
            var place = _alerts.BinarySearch(alert, Order);
            if (place < 0 && (~place < _alerts.Count || _nextCursor is null || index >= 0))
            {
                _alerts.Insert(~place, alert);
                differs = true;
            }
        }

        return differs;
    }

    private void CountOn(AlertState state, int by)
    {
        var counts = Counts.ToDictionary();
        counts[state] = Math.Max(0, counts.GetValueOrDefault(state) + by);
        Counts = counts;
    }

    /// <summary>The store's order: newest occurrence first.</summary>
    internal static readonly IComparer<Alert> Order = Comparer<Alert>.Create(static (a, b) =>
        b.LastAt.CompareTo(a.LastAt) is var byTime and not 0 ? byTime : b.Id.Value.CompareTo(a.Id.Value));
}
