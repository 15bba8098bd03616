using BlazorLake.Domain.Access;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Features.Events;
using BlazorLake.Portal.Features.Rules.Builder;
using BlazorLake.Portal.Features.Rules.EventBridge;
using BlazorLake.Portal.Features.Streams;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>Builds a new rule or edits one: form, sentence, and which of the newest events match.</summary>
public sealed partial class RuleEditorPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private PageState _state = PageState.Loading;
    private RuleEditor? _editor;
    private MatchPreview? _preview;
    private SavedRule? _saved;
    private StreamEvent? _picked;
    private IReadOnlyList<string> _streams = [];
    private string? _refusal;
    private bool _archiveFailed;
    private bool _showJson;
    private bool _saving;

    [Parameter] public Guid? RuleGuid { get; set; }

    [SupplyParameterFromQuery(Name = "stream")] private string? Stream { get; set; }

    [Inject] private IRuleStore Rules { get; init; } = null!;

    [Inject] private IStreamStore StreamStore { get; init; } = null!;

    [Inject] private IEventArchive Archive { get; init; } = null!;

    [Inject] private ILiveFeed Feed { get; init; } = null!;

    [Inject] private TimeProvider Clock { get; init; } = null!;

    [Inject] private RuleSaving Saving { get; init; } = null!;

    [Inject] private CurrentUser User { get; init; } = null!;

    [Inject] private PickedEvent Picked { get; init; } = null!;

    [Inject] private NavigationManager Navigation { get; init; } = null!;

    [Inject] private IDialogService Dialogs { get; init; } = null!;

    [Inject] private ISnackbar Snackbar { get; init; } = null!;

    [Inject] private ILogger<RuleEditorPage> Log { get; init; } = null!;

    private bool IsEnabled => _saved?.State == RuleState.Enabled;

    // Not before it is live: what somebody types into a form that nobody listens to yet is lost.
    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync()
    {
        try
        {
            _streams = [.. (await StreamStore.ListAsync(_stop.Token)).Select(s => s.Stream.Value)];
            if (RuleGuid is { } id && (_saved = await Rules.FindAsync(new RuleId(id), _stop.Token)) is null)
            {
                _state = PageState.Missing;
                return;
            }

            _preview?.Dispose();
            _preview = new MatchPreview(Archive, Feed, Clock, () => _ = InvokeAsync(StateHasChanged));
            var draft = _saved is null ? new RuleDraft { Stream = Stream ?? "" } : RuleDraftReader.Read(_saved.Definition.Json);
            var editor = new RuleEditor(draft);
            // Before there is a form: what it offers, and how it reads what is typed, follows from the fields' types.
            if (StreamName.TryParse(draft.Stream, out var name))
                await ReadFieldsAsync(editor, name);
            editor.OnChanged += Edited;
            _editor = editor;
            _state = PageState.Ready;
            editor.Changed();
            if (name != default)
                await WatchAsync(name);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.PageFailed(error, PortalUrls.EditRuleRoute);
            _state = PageState.Failed;
        }
    }

    private async Task ChooseStreamAsync(string stream)
    {
        _editor!.Draft.Stream = stream;
        if (StreamName.TryParse(stream, out var name))
            await ReadFieldsAsync(_editor, name);
        _editor.Changed();
        if (name != default)
            await WatchAsync(name);
    }

    private async Task ReadFieldsAsync(RuleEditor editor, StreamName stream)
    {
        editor.Fields = StreamFields.Read(await StreamStore.ReadProfileAsync(stream, _stop.Token));
        _picked = Picked.Take(stream);
    }

    private async Task WatchAsync(StreamName stream)
    {
        try
        {
            await _preview!.WatchAsync(stream, _picked, _stop.Token);
            _archiveFailed = false;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.PageFailed(error, PortalUrls.EditRuleRoute);
            _archiveFailed = true;
        }
    }

    private void Edited()
    {
        _refusal = null;
        _preview?.SetRule(_editor!.Finished);
        StateHasChanged();
    }

    private async Task ImportAsync()
    {
        var parameters = new DialogParameters<EventBridgeDialog> { { dialog => dialog.Draft, _editor!.Draft } };
        var dialog = await Dialogs.ShowAsync<EventBridgeDialog>("Import from EventBridge", parameters);
        if (await dialog.Result is not { Canceled: false, Data: Condition match })
            return;
        _showJson = false;
        _editor.Replace(ImportedMatch.Put(_editor.Draft, match));
    }

    private async Task SaveAsync(bool enable)
    {
        _editor!.ShowsUnfinished = true;
        if (_editor.Problems.Count > 0)
        {
            var first = _editor.Problems[0].Message;
            _refusal = _editor.Problems.Count == 1 ? $"Not saved yet: {first}" : $"Not saved yet: {_editor.Problems.Count} things to finish. First: {first}";
            return;
        }

        if (!await User.MayAsync(UserRoles.Editor))
        {
            _refusal = "Not saved: your role is Viewer now, and only editors change rules. An administrator can give you the role.";
            return;
        }

        _saving = true;
        var outcome = await Saving.SaveAsync(_saved, RuleDraftWriter.WriteText(_editor.Draft), enable, await User.NameAsync(), _stop.Token);
        _saving = false;
        switch (outcome)
        {
            case SaveOutcome.Saved saved:
                _editor.MarkSaved();
                Snackbar.Add(enable ? "Saved and running." : $"Saved as version {saved.Rule.Version}.", MudBlazor.Severity.Success);
                Navigation.NavigateTo(PortalUrls.Rule(saved.Rule.Id));
                break;
            case SaveOutcome.Refused refused:
                _refusal = "Not saved: " + refused.Reason;
                break;
        }
    }

    private async Task ConfirmLeaveAsync(LocationChangingContext leaving)
    {
        if (_editor is { IsDirty: true } && !await Dialogs.ConfirmAsync("Leave without saving?", "What you changed in this rule is lost when you leave.", "Leave", isDangerous: true))
            leaving.PreventNavigation();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _preview?.Dispose();
        _stop.Dispose();
    }
}
