using BlazorLake.Domain.Access;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Access;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>What administrators set for a stream.</summary>
public sealed partial class StreamSettingsPanel : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private StreamSettings? _settings;
    private IReadOnlyList<ComboOption> _options = [];
    private string _timeField = "";
    private string? _problem;
    private string? _said;
    private bool _isAdministrator;

    [Parameter, EditorRequired] public StreamName Stream { get; set; }

    [Inject] private IStreamStore Store { get; init; } = null!;

    [Inject] private CurrentUser User { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _isAdministrator = await User.MayAsync(UserRoles.Administrator);
        var fields = StreamFields.Read(await Store.ReadProfileAsync(Stream, _stop.Token));
        _options = [.. fields.Options.Where(o => !o.Value.StartsWith('$')).OrderByDescending(o => fields.TypesOf(o.Value).HasFlag(Domain.Rules.FieldTypes.Time))];
        _settings = await Store.ReadSettingsAsync(Stream, _stop.Token);
        _timeField = _settings.TimeField ?? "";
    }

    private void Type(string text)
    {
        (_timeField, _problem, _said) = (text.Trim(), null, null);
    }

    private async Task SaveAsync()
    {
        if (_timeField.Length > 0 && (!FieldPath.TryParse(_timeField, out var path, out _problem) || path.Attribute is not null))
        {
            _problem ??= "Choose a field of the data, not an attribute of the event.";
            return;
        }

        if (!await User.MayAsync(UserRoles.Administrator))
        {
            _problem = "Only administrators change this.";
            return;
        }

        _settings = new StreamSettings(_timeField.Length == 0 ? null : _timeField);
        await Store.SaveSettingsAsync(Stream, _settings, await User.NameAsync(), _stop.Token);
        _said = "Saved. It holds for events from now on.";
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
