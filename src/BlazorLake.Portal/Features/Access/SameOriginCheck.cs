using Microsoft.AspNetCore.Identity;

namespace BlazorLake.Portal.Features.Access;

/// <summary>The portal's cookie may change something through the API only from the portal's own pages: no other site can make a signed-in person's browser do it.</summary>
internal static class SameOriginCheck
{
    public static void UseSameOriginCheck(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/api") || IsSafe(context.Request.Method) || !HasCookieIdentity(context) || IsSameOrigin(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Results.Problem(
            statusCode: StatusCodes.Status403Forbidden,
            detail: "With the portal's cookie, changes are accepted only from the portal's own pages. Programs use an API key: Authorization: Bearer KEY.").ExecuteAsync(context);
    });

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool HasCookieIdentity(HttpContext context) =>
        context.User.Identities.Any(i => i.IsAuthenticated && i.AuthenticationType == IdentityConstants.ApplicationScheme);

    /// <summary>By Fetch Metadata, which every browser of today sends and no page can forge; else by the Origin header; without both it is no browser's own page.</summary>
    private static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0
            ? site == "same-origin"
            : string.Equals(request.Headers.Origin.ToString(), $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
