using BlazorLake.Portal.Features.Access;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Account;

/// <summary>Sign-in by password or passkey; before there is anybody, the set-up page instead.</summary>
public sealed partial class SignInPage
{
    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery]
    public string? Problem { get; set; }

    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    [Inject]
    internal FirstAdministrator SetUp { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (await SetUp.IsNeededAsync(CancellationToken.None))
            Navigation.NavigateTo(PortalUrls.SetUp);
    }
}
