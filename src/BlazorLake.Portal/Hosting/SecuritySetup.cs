using BlazorLake.Domain.Access;
using BlazorLake.Portal.Features.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace BlazorLake.Portal.Hosting;

/// <summary>Who may do what. Everything is closed unless it says who may enter: an endpoint names a scope, a page a role.</summary>
internal static class SecuritySetup
{
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        var authorization = builder.Services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
            authorization.AddPolicy(scope, policy => policy.AddRequirements(new ScopeRequirement(scope)));
        foreach (var role in UserRoles.All)
            authorization.AddPolicy(role, policy => policy.RequireRole(UserRoles.AtLeast(role)));

        var signedIn = new AuthorizationPolicyBuilder().RequireRole(UserRoles.AtLeast(UserRoles.Viewer)).Build();
        authorization.SetDefaultPolicy(signedIn).SetFallbackPolicy(signedIn);
    }
}
