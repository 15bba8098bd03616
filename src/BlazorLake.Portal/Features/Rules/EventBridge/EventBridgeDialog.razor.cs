using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.EventBridge;
using BlazorLake.Portal.Design;
using BlazorLake.Portal.Features.Rules.Builder;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace BlazorLake.Portal.Features.Rules.EventBridge;

/// <summary>Asks for an EventBridge pattern and shows at once what it becomes; closes with the <see cref="Condition"/>.</summary>
public sealed partial class EventBridgeDialog
{
    // What a browser sends in one go must stay below 32 KiB; EventBridge itself takes 2,048 unless asked for more.
    private const int MostCharacters = 10_000;

    private const int MostShown = 20;

    private string _text = "";
    private EventBridgeReading? _reading;

    /// <summary>The rule that the conditions are for.</summary>
    [Parameter, EditorRequired] public RuleDraft Draft { get; set; } = null!;

    [CascadingParameter] private IMudDialogInstance? Dialog { get; set; }

    private RuleDefinition? Rule => _reading?.Match is not { } match ? null : new RuleDefinition
    {
        Name = Draft.Name,
        Json = "",
        Severity = Draft.Severity,
        Streams = StreamName.TryParse(Draft.Stream, out var stream) ? [stream] : [],
        Match = match,
    };

    private void Read(string? text)
    {
        _text = text ?? "";
        _reading = string.IsNullOrWhiteSpace(_text) ? null : EventBridgeImport.Read(_text);
    }

    private void Use()
    {
        if (_reading?.Match is { } match)
            Dialog?.Close(DialogResult.Ok(match));
    }

    private static string Place(string pointer) => ShownText.Of(pointer.Length == 0 ? "/" : pointer, 100);
}
