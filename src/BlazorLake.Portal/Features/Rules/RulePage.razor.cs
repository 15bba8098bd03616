using BlazorLake.Domain.Access;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Access;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>One rule: its sentence, its state, what it found, its versions.</summary>
public sealed partial class RulePage : ComponentBase, IDisposable
{
    private static readonly (RuleState State, string Text, string Hint)[] States =
    [
        (RuleState.Enabled, "On", "It runs and raises alerts."),
        (RuleState.Shadow, "Shadow", "It runs and records what it finds, but raises no alert."),
        (RuleState.Disabled, "Off", "It does not run."),
    ];

    private readonly CancellationTokenSource _stop = new();
    private PageState _state = PageState.Loading;
    private SavedRule? _rule;
    private IReadOnlyList<RuleVersion> _versions = [];
    private string? _refusal;

    [Parameter] public Guid RuleGuid { get; set; }

    [Inject] private IRuleStore Store { get; init; } = null!;

    [Inject] private RuleSaving Saving { get; init; } = null!;

    [Inject] private CurrentUser User { get; init; } = null!;

    [Inject] private NavigationManager Navigation { get; init; } = null!;

    [Inject] private IDialogService Dialogs { get; init; } = null!;

    [Inject] private ILogger<RulePage> Log { get; init; } = null!;

    private string AlertsUrl => $"{PortalUrls.Alerts}?state=all&rule={RuleGuid}";

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            var id = new RuleId(RuleGuid);
            _rule = await Store.FindAsync(id, _stop.Token);
            _versions = _rule is null ? [] : await Store.ListVersionsAsync(id, _stop.Token);
            _state = PageState.Ready;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.PageFailed(error, PortalUrls.RuleRoute);
            _state = PageState.Failed;
        }
    }

    private Task SetStateAsync(RuleState state) => _rule!.State == state
        ? Task.CompletedTask
        : ChangeAsync(by => Saving.SetStateAsync(_rule.Id, state, by, _stop.Token));

    private async Task RollbackAsync(int version)
    {
        if (await Dialogs.ConfirmAsync($"Go back to version {version}?", $"A new version with the content of version {version} is saved and takes effect at once. Nothing is lost.", $"Go back to version {version}"))
            await ChangeAsync(by => Saving.RollbackAsync(_rule!.Id, version, by, _stop.Token));
    }

    private async Task DeleteAsync()
    {
        if (!await Dialogs.ConfirmAsync("Delete this rule?", "It stops at once. What it found stays in the alerts.", "Delete rule", isDangerous: true))
            return;
        if (await ChangeAsync(by => Saving.DeleteAsync(_rule!.Id, by, _stop.Token)))
            Navigation.NavigateTo(PortalUrls.Rules);
    }

    private async Task<bool> ChangeAsync(Func<string, Task<SaveOutcome>> change)
    {
        if (!await User.MayAsync(UserRoles.Editor))
        {
            _refusal = "Only editors change rules. An administrator can give you the role.";
            return false;
        }

        var outcome = await change(await User.NameAsync());
        _refusal = outcome is SaveOutcome.Refused refused ? "Not done: " + refused.Reason : null;
        await LoadAsync();
        return _refusal is null;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
