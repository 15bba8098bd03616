using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Home;

/// <summary>What is flowing and what needs someone, each second; for a newcomer, what to do next.</summary>
public sealed partial class HomePage : IDisposable
{
    private const int ShownAlerts = 6;
    private const int CountedRules = 1000;

    // The live feed is best effort: this often alerts and rules are read again whatever it said.
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private IDisposable? _watch;
    private IDisposable? _subscription;
    private Pulse? _pulse;
    private IReadOnlyList<Alert> _alerts = [];
    private IReadOnlyDictionary<AlertState, long>? _alertCounts;
    private IReadOnlyList<SavedRule> _rules = [];
    private bool _hasMoreRules;
    private bool _failed;
    private volatile bool _changed;
    private DateTimeOffset _readAt;
    private bool _reading;

    [Inject]
    internal StreamPulse Streams { get; set; } = null!;

    [Inject]
    private IAlertStore Alerts { get; set; } = null!;

    [Inject]
    private IRuleStore Rules { get; set; } = null!;

    [Inject]
    private ILiveFeed Live { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<HomePage> Logger { get; set; } = null!;

    private string RuleCount => _hasMoreRules ? Amounts.Count(CountedRules) + "+" : Amounts.Count(_rules.Count(r => r.State == RuleState.Enabled));

    private bool ShowSteps => _pulse?.EventCount == 0 || _rules.Count == 0 || _alerts.Count == 0;

    private StreamName? FirstStream => _pulse?.Streams is [var first, ..] ? first.Summary.Stream : null;

    protected override Task OnInitializedAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _watch = Streams.Watch(pulse => _ = InvokeAsync(() => TakeAsync(pulse)));
        _subscription = Live.Subscribe(_ => _changed = true);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _watch?.Dispose();
        _subscription?.Dispose();
    }

    private long CountOf(AlertState state) => _alertCounts?.GetValueOrDefault(state) ?? 0;

    private async Task TakeAsync(Pulse pulse)
    {
        if (_stop.IsCancellationRequested)
            return;
        _pulse = pulse;
        if (!_reading && (_changed || Clock.GetUtcNow() - _readAt >= ReadAgain))
            await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        (_reading, _changed) = (true, false);
        try
        {
            var alerts = await Alerts.ListAlertsAsync(new AlertFilter([AlertState.Open, AlertState.Acknowledged, AlertState.Snoozed]), new PageRequest(ShownAlerts), _stop.Token);
            var counts = await Alerts.CountAsync(_stop.Token);
            var rules = await Rules.ListAsync(new RuleFilter(), new PageRequest(CountedRules), _stop.Token);
            (_alerts, _alertCounts, _rules, _hasMoreRules, _failed) = (alerts.Items, counts, rules.Items, rules.NextCursor is not null, false);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception error)
        {
            Logger.PageFailed(error, nameof(HomePage));
            // What was read once stays on the page.
            _failed = _alertCounts is null;
        }
        finally
        {
            (_reading, _readAt) = (false, Clock.GetUtcNow());
        }
    }
}
