using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorLake.Portal.Design;

/// <summary>An input that completes what is typed from a list, by mouse and keyboard.</summary>
public sealed partial class Combobox
{
    private const int MaxShown = 50;

    private readonly string _listId = Identifiers.Next("options");
    private bool _open;
    private bool _typed;
    private int _active = -1;

    [Parameter] public string Id { get; set; } = Identifiers.Next("combo");

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter, EditorRequired] public string Value { get; set; } = "";

    [Parameter, EditorRequired] public EventCallback<string> ValueChanged { get; set; }

    /// <summary>Something was chosen from the list, or Enter was pressed on what was typed.</summary>
    [Parameter] public EventCallback<string> OnChosen { get; set; }

    [Parameter, EditorRequired] public IReadOnlyList<ComboOption> Options { get; set; } = [];

    [Parameter] public string? Placeholder { get; set; }

    [Parameter] public string? InputClass { get; set; }

    [Parameter] public bool IsInvalid { get; set; }

    [Parameter] public string? DescribedBy { get; set; }

    /// <summary>When set, or changed, it takes the keyboard: js/focus.js.</summary>
    [Parameter] public string? Focus { get; set; }

    private List<ComboOption> Shown => [.. (_typed && Value.Length > 0 ? Options.Where(Fits) : Options).Take(MaxShown)];

    private string? ActiveId => _open && _active >= 0 ? OptionId(_active) : null;

    private bool Fits(ComboOption option) =>
        option.Text.Contains(Value.Trim(), StringComparison.OrdinalIgnoreCase) || (option.Detail?.Contains(Value.Trim(), StringComparison.OrdinalIgnoreCase) ?? false);

    private string OptionId(int index) => $"{_listId}-{index}";

    private void Open()
    {
        if (_open)
            return;
        (_open, _typed, _active) = (true, false, -1);
    }

    private void Close() => (_open, _active) = (false, -1);

    private async Task TypeAsync(string? text)
    {
        (_open, _typed, _active) = (true, true, -1);
        await ValueChanged.InvokeAsync(text ?? "");
    }

    private async Task ChooseAsync(ComboOption option)
    {
        Close();
        await ValueChanged.InvokeAsync(option.Value);
        await OnChosen.InvokeAsync(option.Value);
    }

    private async Task PressAsync(KeyboardEventArgs key)
    {
        var shown = Shown;
        switch (key.Key)
        {
            case "ArrowDown":
                Open();
                _active = shown.Count == 0 ? -1 : (_active + 1) % shown.Count;
                break;
            case "ArrowUp":
                Open();
                _active = shown.Count == 0 ? -1 : (_active <= 0 ? shown.Count : _active) - 1;
                break;
            case "Enter" when _open && _active >= 0 && _active < shown.Count:
                await ChooseAsync(shown[_active]);
                break;
            case "Enter":
                Close();
                await OnChosen.InvokeAsync(Value);
                break;
            case "Escape":
                Close();
                break;
        }
    }
}
