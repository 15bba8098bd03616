using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Live;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Features.Events;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Alerts;

/// <summary>One alert: its occurrences with the values that made them, and who did what. Changes by others show at once.</summary>
public sealed partial class AlertPage : ComponentBase, IDisposable
{
    private const int MaxHistory = 50;

    private readonly CancellationTokenSource _stop = new();
    private CursorList<Occurrence>? _occurrences;
    private LiveAlerts? _live;
    private Alert? _alert;
    private Guid? _newest;
    private IReadOnlyList<AuditEntry> _history = [];
    private string? _said;
    private string? _refusal;
    private bool _loaded;
    private bool _failed;

    [Parameter] public Guid AlertGuid { get; set; }

    [Inject] private IAlertStore Store { get; init; } = null!;

    [Inject] private IAuditStore Audit { get; init; } = null!;

    [Inject] private AlertChanges Changes { get; init; } = null!;

    [Inject] private ILiveFeed Feed { get; init; } = null!;

    [Inject] private TimeProvider Clock { get; init; } = null!;

    [Inject] private CurrentUser User { get; init; } = null!;

    [Inject] private ILogger<AlertPage> Log { get; init; } = null!;

    private string Title => ShownText.Of(_alert!.Title.Length > 0 ? _alert.Title : _alert.RuleName, 200);

    private string Key => KeyText.Of(_alert!.Key);

    protected override Task OnParametersSetAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _live = new LiveAlerts(Feed, Clock, changed => InvokeAsync(() => TakeAsync(changed)));
    }

    private async Task LoadAsync()
    {
        try
        {
            var before = _alert?.OccurrenceCount;
            _alert = await Store.FindAlertAsync(new AlertId(AlertGuid), _stop.Token);
            _history = _alert is null ? [] : (await Audit.ListAsync(new AuditFilter("alert", AlertGuid.ToString()), new PageRequest(MaxHistory), _stop.Token)).Items;
            (_loaded, _failed) = (true, false);
            if (before is not null && before != _alert?.OccurrenceCount && _occurrences is not null)
                await _occurrences.ReloadAsync();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.PageFailed(error, PortalUrls.AlertRoute);
            _failed = _alert is null;
        }

        StateHasChanged();
    }

    private async Task<Page<Occurrence>> LoadOccurrencesAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var found = await Store.ListOccurrencesAsync(new OccurrenceFilter(AlertId: new AlertId(AlertGuid)), page, cancellationToken);
        if (page.Cursor is null)
            _newest = found.Items is [var newest, ..] ? newest.Id : null;
        return found;
    }

    /// <param name="changed">Empty: the feed may have missed something.</param>
    private Task TakeAsync(IReadOnlyList<Alert> changed) =>
        !_stop.IsCancellationRequested && (changed.Count == 0 || changed.Any(a => a.Id.Value == AlertGuid)) ? LoadAsync() : Task.CompletedTask;

    private async Task ChangeAsync(AlertAction action)
    {
        if (!await User.MayAsync(UserRoles.Editor))
        {
            _refusal = "Only editors change alerts. An administrator can give you the role.";
            return;
        }

        _refusal = null;
        if (await Changes.ChangeAsync(new AlertId(AlertGuid), action, await User.NameAsync(), _stop.Token) is not null)
            _said = AlertWords.Did(action, 1);
        await LoadAsync();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _live?.Dispose();
        _stop.Dispose();
    }
}
