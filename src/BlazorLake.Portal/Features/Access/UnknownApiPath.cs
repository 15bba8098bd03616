namespace BlazorLake.Portal.Features.Access;

/// <summary>Who is known is told that there is no such path (404) or method (405), instead of being refused as everywhere without a policy; who is not gets 401.</summary>
internal static class UnknownApiPath
{
    public static void UseUnknownApiPath(this WebApplication app) => app.Use((context, next) =>
    {
        // Every endpoint of ours has a route; routing's own answer for a wrong method has none.
        var endpoint = context.GetEndpoint();
        if (!context.Request.Path.StartsWithSegments("/api") || endpoint is RouteEndpoint || context.User.Identity?.IsAuthenticated != true)
            return next(context);
        if (endpoint?.RequestDelegate is { } wrongMethod)
            return wrongMethod(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
