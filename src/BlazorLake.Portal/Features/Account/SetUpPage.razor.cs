using BlazorLake.Portal.Features.Access;
using Microsoft.AspNetCore.Components;

namespace BlazorLake.Portal.Features.Account;

/// <summary>First-run set-up; once there is anybody it only leads to the sign-in page.</summary>
public sealed partial class SetUpPage
{
    [SupplyParameterFromQuery]
    public string? Problem { get; set; }

    [SupplyParameterFromQuery]
    public string[]? Reason { get; set; }

    [Inject]
    internal FirstAdministrator SetUp { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        if (!await SetUp.IsNeededAsync(CancellationToken.None))
            Navigation.NavigateTo(PortalUrls.SignIn);
    }
}
