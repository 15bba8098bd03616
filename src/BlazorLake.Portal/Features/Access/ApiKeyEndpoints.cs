using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Portal.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorLake.Portal.Features.Access;

/// <summary><c>/api/v1/api-keys</c>, for administrators.</summary>
internal static class ApiKeyEndpoints
{
    public static void MapApiKeys(this RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags("Administration").RequireAuthorization(Scopes.Admin);
        keys.MapGet("", ListAsync).WithSummary("API keys, newest first, revoked ones too; never their secrets.");
        keys.MapPost("", CreateAsync).WithSummary("Makes a key. The answer is the only place its secret is ever told.");
        keys.MapDelete("/{id:guid}", RevokeAsync).WithSummary("Revokes a key; it stops working everywhere within 5 seconds.");
    }

    private static async Task<Ok<Page<ApiKeyAnswer>>> ListAsync([AsParameters] PageQuery page, IApiKeyStore store, CancellationToken cancellationToken)
    {
        var keys = await store.ListAsync(page.ToRequest(), cancellationToken);
        return TypedResults.Ok(new Page<ApiKeyAnswer>([.. keys.Items.Select(k => ApiKeyAnswer.Of(k))], keys.NextCursor));
    }

    private static async Task<Results<Created<ApiKeyAnswer>, ProblemHttpResult>> CreateAsync(
        NewApiKeyRequest request, IApiKeyStore store, HttpContext context, CancellationToken cancellationToken)
    {
        if (request.Problem() is { } problem)
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, detail: problem);
        var made = await store.CreateAsync(request.Name.Trim(), request.Scopes, Actor.Of(context.User), cancellationToken);
        return TypedResults.Created($"{ApiSetup.Prefix}/api-keys/{made.Key.Id}", ApiKeyAnswer.Of(made.Key, made.Secret));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(Guid id, ApiKeyLookup keys, HttpContext context, CancellationToken cancellationToken) =>
        await keys.RevokeAsync(new ApiKeyId(id), Actor.Of(context.User), cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"There is no API key {id}.");
}

/// <param name="Name">What it is for: 1 to 200 characters.</param>
/// <param name="Scopes">At least one.</param>
internal sealed record NewApiKeyRequest(string Name, IReadOnlyList<string> Scopes)
{
    private const int MaxNameLength = 200;

    /// <summary>Null when it can be made.</summary>
    public string? Problem() =>
        string.IsNullOrWhiteSpace(Name) || Name.Length > MaxNameLength ? $"name must be 1 to {MaxNameLength} characters that say what the key is for."
        : Scopes is not { Count: > 0 } ? $"scopes is empty. Give at least one of: {string.Join(", ", Domain.Access.Scopes.All)}."
        : Scopes.Except(Domain.Access.Scopes.All).FirstOrDefault() is { } unknown ? $"'{unknown}' is no scope. Allowed: {string.Join(", ", Domain.Access.Scopes.All)}."
        : null;
}

/// <param name="Secret">Only in the answer to the request that made the key.</param>
internal sealed record ApiKeyAnswer(
    Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] string? Secret = null)
{
    public static ApiKeyAnswer Of(ApiKey key, string? secret = null) =>
        new(key.Id.Value, key.Name, key.Prefix, key.Scopes, key.CreatedAt, key.CreatedBy, key.LastUsedAt, key.RevokedAt, secret);
}
