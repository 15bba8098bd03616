using BlazorLake.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BlazorLake.Portal.Hosting;

/// <summary><c>/openapi/v1.json</c>: the API as programs read it, with who may call what.</summary>
internal static class OpenApiSetup
{
    private const string KeyScheme = "apiKey";

    private const string CookieScheme = "cookie";

    public static void AddOpenApiDocument(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1", openApi =>
    {
        openApi.ShouldInclude = api => api.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        openApi.AddDocumentTransformer((document, _, _) => Describe(document));
        openApi.AddOperationTransformer((operation, context, _) => Secure(operation, context));
    });

    public static void MapOpenApiDocument(this WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "BlazorLake",
            Version = "v1",
            Description =
                """
                Publish events, write rules about them, handle the alerts, and read everything back from the lake.

                Instants are ISO 8601 in UTC (`2026-01-31T08:00:00Z`), durations ISO 8601 (`PT15M`). Lists take `limit` (default 100, at most 1000) and
                `cursor`, and answer `{"items": [...], "nextCursor": "..."}`; `nextCursor` is null on the last page. Errors are RFC 9457 `application/problem+json`.
                """,
        };
        // Relative: right behind any proxy.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        OpenApiSchemas.AddTo(document);
        // How endpoints that read and write JSON by hand name it to the framework; OpenApiWords says what it is.
        document.Components.Schemas?.Remove("JsonObject");
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = $"An API key, made on the portal's page API keys. It has some of the scopes {string.Join(", ", Scopes.All)}.",
            },
            [CookieScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "BlazorLake",
                Description = "The portal's own cookie; what it may do follows from the person's role. Changes are accepted only from the portal's own pages.",
            },
        };
        return Task.CompletedTask;
    }

    /// <summary>Says the scope, the answers every operation can give, and what the endpoint itself says.</summary>
    private static Task Secure(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var scope = metadata.OfType<IAuthorizeData>().Select(a => a.Policy).FirstOrDefault(p => p is not null);
        if (scope is null)
            return Task.CompletedTask;
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [scope] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(CookieScheme, context.Document)] = [] },
        ];
        operation.Description = string.Join("\n\n", new[] { operation.Description, $"Scope: `{scope}`." }.Where(text => !string.IsNullOrEmpty(text)));
        OpenApiWords.AddProblem(operation, StatusCodes.Status400BadRequest, "The request is malformed; detail says what was given and what is allowed.", context.Document);
        OpenApiWords.AddProblem(operation, StatusCodes.Status401Unauthorized, "No API key, or none that works.", context.Document);
        OpenApiWords.AddProblem(operation, StatusCodes.Status403Forbidden, $"The key has no scope {scope}.", context.Document);
        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path && parameter.Name == "id") == true)
            OpenApiWords.AddProblem(operation, StatusCodes.Status404NotFound, "There is none with this id.", context.Document);
        foreach (var words in metadata.OfType<OpenApiWords>())
            words.Describe(operation, context.Document);
        return Task.CompletedTask;
    }
}
