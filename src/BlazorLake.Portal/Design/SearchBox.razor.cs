using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Design;

/// <summary>Searches while somebody types: once the typing pauses, and at once on Enter.</summary>
public sealed partial class SearchBox : ComponentBase, IDisposable
{
    /// <summary>Longer than between two keys of most people, shorter than anybody waits for.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private ITimer? _timer;
    private string _typed = "";
    private string _searched = "";

    /// <summary>What is searched for, without spaces around it.</summary>
    [Parameter, EditorRequired] public string Text { get; set; } = "";

    [Parameter, EditorRequired] public EventCallback<string> TextChanged { get; set; }

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string Placeholder { get; set; } = "Search";

    [Inject] private TimeProvider Clock { get; init; } = null!;

    protected override void OnInitialized() => _timer = Clock.CreateTimer(_ => _ = InvokeAsync(SearchNowAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    // Only a text from elsewhere, such as a link, replaces what is being typed.
    protected override void OnParametersSet()
    {
        if (Text != _searched)
            _typed = _searched = Text;
    }

    private void Type(string? text)
    {
        _typed = text ?? "";
        _timer?.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    private Task SearchNowAsync()
    {
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var text = _typed.Trim();
        if (text == _searched)
            return Task.CompletedTask;
        _searched = text;
        return TextChanged.InvokeAsync(text);
    }

    public void Dispose() => _timer?.Dispose();
}
