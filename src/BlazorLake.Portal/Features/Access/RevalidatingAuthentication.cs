using BlazorLake.Persistence.Access;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;

namespace BlazorLake.Portal.Features.Access;

/// <summary>An open page lives on one connection for hours: every minute it is checked that the person may still be there.</summary>
internal sealed class RevalidatingAuthentication(ILoggerFactory loggerFactory, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(loggerFactory)
{
    protected override TimeSpan RevalidationInterval => SecurityInterval;

    /// <summary>Also how often a cookie is checked: what disabling somebody may take.</summary>
    public static readonly TimeSpan SecurityInterval = TimeSpan.FromMinutes(1);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SignInManager<PortalUser>>().ValidateSecurityStampAsync(authenticationState.User) is not null;
    }
}
