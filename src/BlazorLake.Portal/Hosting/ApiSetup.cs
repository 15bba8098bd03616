using System.Text.Json;
using System.Text.Json.Serialization;
using BlazorLake.Domain.Rules;
using Microsoft.AspNetCore.Http.Json;

namespace BlazorLake.Portal.Hosting;

/// <summary>What all endpoints under <c>/api/v1</c> share: JSON form, errors as RFC 9457, checked parameters.</summary>
internal static class ApiSetup
{
    public const string Prefix = "/api/v1";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<JsonOptions>(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            // A misspelt member is no wish to leave it out.
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            // Explanations nest as deep as a rule's groups.
            json.SerializerOptions.MaxDepth = RuleLimits.DocumentDepth + 100;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            json.SerializerOptions.Converters.Add(new UtcInstantConverter());
            json.SerializerOptions.Converters.Add(new IsoDurationConverter());
        });
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Refusals.Explain);
        builder.Services.AddExceptionHandler<ProblemExceptionHandler>();
    }

    /// <summary>Errors of the API as problem+json, also those that no endpoint made: unknown path, wrong method, no key.</summary>
    public static void UseApiProblems(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/api"),
        api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });

    /// <summary>The group all features hang their endpoints in. Each endpoint names its scope: <c>.RequireAuthorization(Scopes.RulesRead)</c>.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app) => app.MapGroup(Prefix);
}
