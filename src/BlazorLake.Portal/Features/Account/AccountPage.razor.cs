using System.Security.Claims;
using BlazorLake.Persistence.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace BlazorLake.Portal.Features.Account;

/// <summary>One's own password and passkeys.</summary>
public sealed partial class AccountPage
{
    private string _email = "";
    private IReadOnlyList<PasskeyView> _passkeys = [];

    [SupplyParameterFromQuery]
    public string? Problem { get; set; }

    [SupplyParameterFromQuery]
    public string[]? Reason { get; set; }

    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private UserManager<PortalUser> Users { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _email = Http.User.FindFirstValue(ClaimTypes.Name) ?? "";
        if (await Users.GetUserAsync(Http.User) is { } user)
            _passkeys = [.. (await Users.GetPasskeysAsync(user)).OrderBy(p => p.CreatedAt).Select(PasskeyView.Of)];
    }
}
