using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>All rules, by name, stream or state.</summary>
public sealed partial class RulesPage : ComponentBase, IDisposable
{
    private static readonly TimeSpan Counted = TimeSpan.FromDays(7);

    private readonly CancellationTokenSource _stop = new();
    private IReadOnlyList<string> _streams = [];
    private CursorList<ListedRule>? _list;
    private IDisposable? _changes;
    private string? _shown;

    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "state")] private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "stream")] private string? Stream { get; set; }

    [Inject] private IStreamStore StreamStore { get; init; } = null!;

    [Inject] private TimeProvider Clock { get; init; } = null!;

    [Inject] private ILogger<RulesPage> Log { get; init; } = null!;

    [Inject] private IRuleStore Store { get; init; } = null!;

    [Inject] private IAlertStore Alerts { get; init; } = null!;

    [Inject] private ILiveFeed Feed { get; init; } = null!;

    [Inject] private NavigationManager Navigation { get; init; } = null!;

    private RuleState? StateFilter => Enum.TryParse<RuleState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _streams = [.. (await StreamStore.ListAsync(_stop.Token)).Select(s => s.Stream.Value).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The list itself says that the database does not answer; without names there is nothing to choose.
            Log.PageFailed(error, PortalUrls.Rules);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var view = $"{Text}|{StateFilter}|{Stream}";
        var isNew = _shown is not null && _shown != view;
        _shown = view;
        if (isNew && _list is not null)
            await _list.ReloadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        _changes = Feed.Subscribe(change =>
        {
            if (change is LiveChange.RulesChanged)
                _ = InvokeAsync(() => _list?.ReloadAsync() ?? Task.CompletedTask);
        });
    }

    private async Task<Page<ListedRule>> LoadAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var filter = new RuleFilter(string.IsNullOrWhiteSpace(Text) ? null : Text.Trim(), string.IsNullOrEmpty(Stream) ? null : Stream, StateFilter);
        var rules = await Store.ListAsync(filter, page, cancellationToken);
        var activity = await Alerts.ReadActivityAsync([.. rules.Items.Select(rule => rule.Id)], Clock.GetUtcNow() - Counted, cancellationToken);
        return new Page<ListedRule>([.. rules.Items.Select(rule => new ListedRule(rule, activity.GetValueOrDefault(rule.Id)))], rules.NextCursor);
    }

    private static string Times(int count) => count == RuleActivity.MaxCount ? Amounts.Count(count) + " times or more" : Amounts.Of(count, "time");

    private void Go(string? text, string? state, string? stream)
    {
        string[] parts = [.. new[] { ("q", text?.Trim()), ("stream", stream), ("state", state) }.Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}")];
        Navigation.NavigateTo(parts.Length == 0 ? PortalUrls.Rules : $"{PortalUrls.Rules}?{string.Join('&', parts)}", replace: true);
    }

    public void Dispose()
    {
        _changes?.Dispose();
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <param name="Activity">Null: it has never fired.</param>
    internal sealed record ListedRule(SavedRule Rule, RuleActivity? Activity);
}
