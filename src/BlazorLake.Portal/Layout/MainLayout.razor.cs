using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace BlazorLake.Portal.Layout;

/// <summary>The frame of every live page: navigation at the side, on a phone at the bottom.</summary>
public sealed partial class MainLayout : IDisposable
{
    private ErrorBoundary? _boundary;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    protected override void OnInitialized() => Navigation.LocationChanged += OnMoved;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            // Says to whoever waits for it, tests above all, that clicks are heard from now on.
            await Script.InvokeVoidAsync("document.documentElement.setAttribute", "data-live", "");
        }
    }

    public void Dispose() => Navigation.LocationChanged -= OnMoved;

    private void Recover() => _boundary?.Recover();

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        _boundary?.Recover();
        _ = InvokeAsync(StateHasChanged);
    }
}
