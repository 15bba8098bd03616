using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;

namespace BlazorLake.Portal.Features.Access;

/// <summary>Who sits at this circuit, and what they may do now. Pages ask it at each action: a hidden button protects nothing.</summary>
internal sealed class CurrentUser(AuthenticationStateProvider authentication, IAuthorizationService authorization)
{
    /// <summary>What is written down as who did something: the sign-in name.</summary>
    public async Task<string> NameAsync() => (await PrincipalAsync()).Identity?.Name ?? "unknown";

    /// <param name="policy">A role of <c>UserRoles</c>; whoever has a higher one passes too.</param>
    public async Task<bool> MayAsync(string policy) => (await authorization.AuthorizeAsync(await PrincipalAsync(), null, policy)).Succeeded;

    private async Task<ClaimsPrincipal> PrincipalAsync() => (await authentication.GetAuthenticationStateAsync()).User;
}
