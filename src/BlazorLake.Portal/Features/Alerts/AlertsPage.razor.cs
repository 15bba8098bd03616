using BlazorLake.Domain.Access;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace BlazorLake.Portal.Features.Alerts;

public sealed partial class AlertsPage : ComponentBase, IAsyncDisposable
{
    // A few numbers from the database, for each open page: often enough to look live, seldom enough for a thousand alerts a second.
    private static readonly TimeSpan CountsPause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<AlertId> _selected = [];
    private AlertInbox _inbox = null!;
    private AlertQuery _query = AlertQuery.Default;
    private AlertId? _current;
    private LiveAlerts? _live;
    private Pace? _counts;
    private Shortcuts? _shortcuts;
    private Virtualize<Alert>? _list;
    private string? _ruleName;
    private string _said = "";
    private bool _isLoading = true;
    private bool _failed;
    private bool _help;
    private bool _mayEdit;

    [Inject] private IAlertStore Store { get; init; } = null!;

    [Inject] private IRuleStore Rules { get; init; } = null!;

    [Inject] private ILiveFeed Feed { get; init; } = null!;

    [Inject] private TimeProvider Clock { get; init; } = null!;

    [Inject] private NavigationManager Navigation { get; init; } = null!;

    [Inject] private IJSRuntime Script { get; init; } = null!;

    [Inject] private AlertChanges Changes { get; init; } = null!;

    [Inject] private ILogger<AlertsPage> Log { get; init; } = null!;

    [Inject] private CurrentUser User { get; init; } = null!;

    [SupplyParameterFromQuery(Name = "state")] private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "severity")] private string? Severity { get; set; }

    [SupplyParameterFromQuery(Name = "rule")] private string? Rule { get; set; }

    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }

    protected override void OnInitialized() => _inbox = new AlertInbox(Store);

    protected override async Task OnParametersSetAsync()
    {
        _query = AlertQuery.Parse(State, Severity, Rule, Text);
        _selected.Clear();
        _current = null;
        _mayEdit = await User.MayAsync(UserRoles.Editor);
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _counts = new Pace(CountsPause, Clock, () => InvokeAsync(CountAsync));
        _live = new LiveAlerts(Feed, Clock, changed => InvokeAsync(() => TakeAsync(changed)));
        _shortcuts = await Shortcuts.ListenAsync(Script, "jkaxr?", key => InvokeAsync(() => PressAsync(key)));
    }

    private async Task LoadAsync()
    {
        try
        {
            await _inbox.LoadAsync(_query, _stop.Token);
            _ruleName = _query.Rule is { } rule ? (await Rules.FindAsync(rule, _stop.Token))?.Definition.Name ?? "a deleted rule" : null;
            _failed = false;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.PageFailed(error, PortalUrls.Alerts);
            _failed = true;
        }

        _isLoading = false;
        await ShowAsync();
    }

    private async ValueTask<ItemsProviderResult<Alert>> ReadAsync(ItemsProviderRequest request)
    {
        await _inbox.EnsureAsync(request.StartIndex + request.Count, request.CancellationToken);
        // One place more than is loaded makes the list ask for it when somebody scrolls there.
        var total = _inbox.Alerts.Count + (_inbox.HasMore ? 1 : 0);
        return new ItemsProviderResult<Alert>(_inbox.Alerts.Skip(request.StartIndex).Take(request.Count).ToList(), total);
    }

    /// <param name="changed">Empty: the feed may have missed something, read again.</param>
    private async Task TakeAsync(IReadOnlyList<Alert> changed)
    {
        if (_stop.IsCancellationRequested)
            return;
        if (changed.Count > 0)
        {
            _counts?.Ask();
            if (_inbox.Apply(changed))
                await ShowAsync();
            return;
        }

        try
        {
            await _inbox.RefreshAsync(_stop.Token);
            _failed = false;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // What is shown stays; the next round tries again.
            Log.PageFailed(error, PortalUrls.Alerts);
            return;
        }

        await ShowAsync();
    }

    private async Task CountAsync()
    {
        try
        {
            if (!_stop.IsCancellationRequested)
                await _inbox.RefreshCountsAsync(_stop.Token);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The next round reads everything again.
            Log.PageFailed(error, PortalUrls.Alerts);
        }

        StateHasChanged();
    }

    private async Task ShowAsync()
    {
        if (_list is not null)
            await _list.RefreshDataAsync();
        StateHasChanged();
    }

    private void Show(AlertQuery query) => Navigation.NavigateTo(query.ToUrl(), replace: true);

    private void ToggleSelected(Alert alert)
    {
        if (!_selected.Remove(alert.Id))
            _selected.Add(alert.Id);
    }

    private Task ChangeSelectedAsync(AlertAction action) => ChangeAsync([.. _selected], action);

    private async Task ChangeAsync(IReadOnlyCollection<AlertId> ids, AlertAction action)
    {
        if (ids.Count == 0 || !await User.MayAsync(UserRoles.Editor))
            return;
        var changed = await Changes.ChangeAsync(ids, action, await User.NameAsync(), _stop.Token);
        _selected.ExceptWith(ids);
        _said = AlertWords.Did(action, changed.Count);
        _inbox.Apply(changed);
        await ShowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _live?.Dispose();
        _counts?.Dispose();
        if (_shortcuts is not null)
            await _shortcuts.DisposeAsync();
        _stop.Dispose();
    }
}
