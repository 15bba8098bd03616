using BlazorLake.Portal.Features.Access;
using Microsoft.AspNetCore.Authorization;

namespace BlazorLake.Portal.Hosting;

/// <summary>Says what to do about refusals that no endpoint words: no key, no scope, no such path.</summary>
internal static class Refusals
{
    public static void Explain(ProblemDetailsContext context)
    {
        var request = context.HttpContext.Request;
        context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
        {
            StatusCodes.Status401Unauthorized when ApiKeyAuthentication.IsMeant(request) =>
                "The API key is unknown, or was revoked. It is sent as 'Authorization: Bearer KEY'.",
            StatusCodes.Status401Unauthorized => "No API key was given. Send one as 'Authorization: Bearer KEY'; an administrator makes it on the portal's page API keys.",
            StatusCodes.Status403Forbidden when ScopeOf(context.HttpContext) is { } scope => $"This takes the scope {scope}, which the key, or the person's role, does not have.",
            StatusCodes.Status404NotFound => "There is nothing at this path. /openapi/v1.json says what there is.",
            StatusCodes.Status405MethodNotAllowed => $"{request.Method} is not possible at this path. /openapi/v1.json says what is.",
            _ => null,
        };
    }

    private static string? ScopeOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).FirstOrDefault(policy => policy is not null);
}
