using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Layout;

/// <summary>Leaves the live page for the sign-in form, and comes back after it.</summary>
public sealed class GoToSignIn : ComponentBase
{
    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized() =>
        Navigation.NavigateTo(PortalUrls.SignInAndReturn("/" + Navigation.ToBaseRelativePath(Navigation.Uri)), forceLoad: true);
}
