using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Portal.Design;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>The document of the rule, for integrators: what is applied becomes the form.</summary>
public sealed partial class JsonView
{
    private readonly string _id = Identifiers.Next("json");
    private string _text = "";
    private IReadOnlyList<RuleError> _errors = [];

    [CascadingParameter] public RuleEditor Editor { get; set; } = null!;

    [Parameter] public bool MayEdit { get; set; } = true;

    [Parameter] public EventCallback OnApplied { get; set; }

    private bool IsChanged => _text != RuleDraftWriter.WriteText(Editor.Draft);

    protected override void OnInitialized() => Reset();

    private void Reset()
    {
        _text = RuleDraftWriter.WriteText(Editor.Draft);
        _errors = [];
    }

    private async Task ApplyAsync()
    {
        if (RuleReader.Read(_text) is RuleReading.Invalid invalid)
        {
            _errors = invalid.Errors;
            return;
        }

        Editor.Replace(RuleDraftReader.Read(_text));
        Reset();
        await OnApplied.InvokeAsync();
    }
}
