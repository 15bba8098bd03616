using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace BlazorLake.Portal;

/// <summary>Which page an address shows, and who may see it.</summary>
public sealed partial class Routes : ComponentBase, IDisposable
{
    // The browser itself has put the keyboard at the start of the first page, and whoever uses it by now is not disturbed.
    private bool _moved;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized() => Navigation.LocationChanged += OnMoved;

    public void Dispose() => Navigation.LocationChanged -= OnMoved;

    private void OnMoved(object? sender, LocationChangedEventArgs moved) => _moved = true;
}
