using System.Security.Claims;
using BlazorLake.Domain.Access;
using Microsoft.AspNetCore.Authorization;

namespace BlazorLake.Portal.Features.Access;

internal sealed record ScopeRequirement(string Scope) : IAuthorizationRequirement;

/// <summary>An API key has the scopes it was made with; a person those of the role.</summary>
internal sealed class ScopeHandler : AuthorizationHandler<ScopeRequirement>
{
    public const string ScopeClaim = "scope";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (context.User.HasClaim(ScopeClaim, requirement.Scope) || OfRoles(context.User).Contains(requirement.Scope))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static IEnumerable<string> OfRoles(ClaimsPrincipal user) =>
        user.FindAll(ClaimTypes.Role).SelectMany(role => Scopes.OfRole.TryGetValue(role.Value, out var scopes) ? scopes : []);
}
