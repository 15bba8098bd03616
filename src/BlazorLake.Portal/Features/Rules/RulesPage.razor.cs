using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>All rules, by name or state.</summary>
public sealed partial class RulesPage : ComponentBase, IDisposable
{
    private CursorList<ListedRule>? _list;
    private IDisposable? _changes;
    private string? _shown;

    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "state")] private string? State { get; set; }

    [Inject] private IRuleStore Store { get; init; } = null!;

    [Inject] private IAlertStore Alerts { get; init; } = null!;

    [Inject] private ILiveFeed Feed { get; init; } = null!;

    [Inject] private NavigationManager Navigation { get; init; } = null!;

    private RuleState? StateFilter => Enum.TryParse<RuleState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    protected override async Task OnParametersSetAsync()
    {
        var view = $"{Text}|{StateFilter}";
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
        var rules = await Store.ListAsync(new RuleFilter(string.IsNullOrWhiteSpace(Text) ? null : Text.Trim(), State: StateFilter), page, cancellationToken);
        var items = new List<ListedRule>();
        foreach (var rule in rules.Items)
        {
            var last = await Alerts.ListOccurrencesAsync(new OccurrenceFilter(rule.Id), new PageRequest(1), cancellationToken);
            items.Add(new ListedRule(rule, last.Items is [var occurrence, ..] ? occurrence.At : null));
        }

        return new Page<ListedRule>(items, rules.NextCursor);
    }

    private void Go(string? text, string? state)
    {
        string[] parts = [.. new[] { ("q", text?.Trim()), ("state", state) }.Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}")];
        Navigation.NavigateTo(parts.Length == 0 ? PortalUrls.Rules : $"{PortalUrls.Rules}?{string.Join('&', parts)}", replace: true);
    }

    public void Dispose() => _changes?.Dispose();

    /// <param name="Last">When it last fired.</param>
    internal sealed record ListedRule(SavedRule Rule, DateTimeOffset? Last);
}
