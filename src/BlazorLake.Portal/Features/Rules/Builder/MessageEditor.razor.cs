using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>What an alert says: text with values of the event, inserted by a click where the caret is.</summary>
public sealed partial class MessageEditor
{
    private const int MaxHoles = 12;

    private readonly string _id = Identifiers.Next("message");
    private string? _focused;

    [Inject] private IJSRuntime Script { get; init; } = null!;

    [CascadingParameter] public RuleEditor Editor { get; set; } = null!;

    /// <summary>Null while no event matches.</summary>
    [Parameter] public MessagePreview? Preview { get; set; }

    private string TitleId => _id + "-title";

    private string BodyId => _id + "-body";

    private IEnumerable<(string Text, string Hole)> Holes =>
    [
        ("rule name", "{{ rule.name }}"),
        ("stream", "{{ event.stream }}"),
        ("time", "{{ event.time }}"),
        .. Editor.Draft.Key.Select(k => (k, $"{{{{ key.{k} }}}}")),
        .. Editor.Fields.Fields
            .Where(f => (f.Types & ~(FieldTypes.Object | FieldTypes.Array)) != 0 && !f.Path.Contains('"', StringComparison.Ordinal) && !Editor.Draft.Key.Contains(f.Path))
            .Take(MaxHoles).Select(f => (f.Path, $"{{{{ data.{f.Path} }}}}")),
    ];

    private void SetTitle(string? text)
    {
        Editor.Draft.Title = text ?? "";
        Editor.Changed();
    }

    private void SetBody(string? text)
    {
        Editor.Draft.Body = text ?? "";
        Editor.Changed();
    }

    // The browser knows where the caret is; it answers with the new text.
    private async Task InsertAsync(string hole)
    {
        var inTitle = _focused == TitleId;
        var module = await Script.InvokeAsync<IJSObjectReference>("import", "/shared/js/insert.js");
        var text = await module.InvokeAsync<string>("insert", inTitle ? TitleId : BodyId, hole);
        await module.DisposeAsync();
        if (inTitle)
            SetTitle(text);
        else
            SetBody(text);
    }
}
