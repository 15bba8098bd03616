using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Design;

/// <summary>Loads one value and shows it: loading, not found, failed with another try, ready; and reads it again every now and then.</summary>
public sealed partial class LoadView<T> : IDisposable
    where T : class
{
    private readonly CancellationTokenSource _stop = new();
    private T? _value;
    private object? _key;
    private bool _failed;
    private bool _missing;
    private bool _started;
    private int _generation;

    /// <summary>Null means: there is no such thing.</summary>
    [Parameter, EditorRequired]
    public Func<CancellationToken, Task<T?>> Load { get; set; } = null!;

    [Parameter, EditorRequired]
    public RenderFragment<T> ChildContent { get; set; } = null!;

    [Parameter]
    public RenderFragment? NotFound { get; set; }

    /// <summary>What is loaded; when it changes, the old value goes and the new one is loaded.</summary>
    [Parameter]
    public object? Key { get; set; }

    /// <summary>Default: never by itself.</summary>
    [Parameter]
    public TimeSpan? RefreshEvery { get; set; }

    [Parameter]
    public int Rows { get; set; } = 4;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<LoadView<T>> Logger { get; set; } = null!;

    /// <summary>Reads again; what is shown stays until the answer is there.</summary>
    public Task ReloadAsync() => LoadAsync();

    protected override async Task OnParametersSetAsync()
    {
        if (!_started || !Equals(_key, Key))
        {
            (_started, _key, _value, _missing) = (true, Key, null, false);
            await LoadAsync();
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && RefreshEvery is { } every)
            _ = RefreshAsync(every);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task RefreshAsync(TimeSpan every)
    {
        using var timer = new PeriodicTimer(every, Clock);
        var stop = _stop.Token;
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                await InvokeAsync(LoadAsync);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }

    private async Task LoadAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        var generation = ++_generation;
        _failed = false;
        try
        {
            var value = await Load(_stop.Token);
            if (generation != _generation)
                return;
            (_value, _missing) = (value, value is null);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception error)
        {
            Logger.PageFailed(error, typeof(T).Name);
            // A value that was read once stays; the next refresh may do better.
            _failed = generation == _generation;
        }

        StateHasChanged();
    }
}
