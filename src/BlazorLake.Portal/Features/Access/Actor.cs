using System.Security.Claims;

namespace BlazorLake.Portal.Features.Access;

internal static class Actor
{
    /// <summary>Who acts, as the audit log names it: a person's e-mail address, or <c>key:NAME</c>.</summary>
    public static string Of(ClaimsPrincipal user) => user.Identity?.Name ?? throw new InvalidOperationException("Nobody is signed in here.");
}
