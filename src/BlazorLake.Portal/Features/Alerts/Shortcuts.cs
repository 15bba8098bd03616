using Microsoft.JSInterop;

namespace BlazorLake.Portal.Features.Alerts;

/// <summary>Single keys that a page listens to while nobody types into a field; see <c>wwwroot-shared/js/shortcuts.js</c>.</summary>
internal sealed class Shortcuts : IAsyncDisposable
{
    private readonly Func<string, Task> _press;
    private IJSObjectReference? _module;
    private IJSObjectReference? _listener;
    private DotNetObjectReference<Shortcuts>? _self;

    private Shortcuts(Func<string, Task> press) => _press = press;

    public static async Task<Shortcuts> ListenAsync(IJSRuntime script, string keys, Func<string, Task> press)
    {
        var shortcuts = new Shortcuts(press);
        shortcuts._self = DotNetObjectReference.Create(shortcuts);
        shortcuts._module = await script.InvokeAsync<IJSObjectReference>("import", "/shared/js/shortcuts.js");
        shortcuts._listener = await shortcuts._module.InvokeAsync<IJSObjectReference>("listen", shortcuts._self, keys);
        return shortcuts;
    }

    [JSInvokable]
    public Task PressAsync(string key) => _press(key);

    public async Task RevealAsync(string elementId)
    {
        if (_module is not null)
            await _module.InvokeVoidAsync("reveal", elementId);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_listener is not null)
                await _listener.InvokeVoidAsync("stop");
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its listener with it.
        }

        _self?.Dispose();
    }
}
