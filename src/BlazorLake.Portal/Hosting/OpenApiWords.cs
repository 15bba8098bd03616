using Microsoft.OpenApi;

namespace BlazorLake.Portal.Hosting;

/// <summary>What an endpoint tells the API's description beside what its parameters and types say.</summary>
/// <param name="Bodies">What it takes: content type and schema; an array of it where the name ends with <c>[]</c>.</param>
/// <param name="Answer">The schema of its good answer; null: what its type says.</param>
/// <param name="Problems">Errors of its own, each with its meaning.</param>
internal sealed record OpenApiWords(
    IReadOnlyList<(string ContentType, string Schema)> Bodies,
    string? Answer = null,
    IReadOnlyList<(int Status, string Meaning)>? Problems = null)
{
    private const string Json = "application/json";

    public static readonly (int, string) NotFound = (StatusCodes.Status404NotFound, "There is no such thing.");

    public static readonly (int, string) Invalid = (StatusCodes.Status422UnprocessableEntity, "What is wrong, in errors, keyed by JSON pointer.");

    public static readonly (int, string) Stale = (StatusCodes.Status409Conflict, "It was saved in between; If-Match named another version than the newest.");

    public static OpenApiWords Of(string? body = null, string? answer = null, params (int Status, string Meaning)[] problems) =>
        new(body is null ? [] : [(Json, body)], answer, problems);

    public void Describe(OpenApiOperation operation, OpenApiDocument? document)
    {
        if (Bodies.Count > 0)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = Bodies.GroupBy(body => body.ContentType).ToDictionary(type => type.Key, type => Content([.. type.Select(body => Schema(body.Schema, document))])),
            };
        }

        operation.Responses ??= [];
        if (Answer is not null && operation.Responses.FirstOrDefault(response => response.Key.StartsWith('2')).Value is OpenApiResponse good)
            good.Content = new Dictionary<string, OpenApiMediaType> { [Json] = Content([Schema(Answer, document)]) };
        foreach (var (status, meaning) in Problems ?? [])
            AddProblem(operation, status, meaning, document);
    }

    public static void AddProblem(OpenApiOperation operation, int status, string meaning, OpenApiDocument? document)
    {
        operation.Responses ??= [];
        operation.Responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
        {
            Description = meaning,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = Content([OpenApiSchemas.Reference(OpenApiSchemas.Problem, document)]) },
            Headers = status == StatusCodes.Status429TooManyRequests
                ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } } }
                : null,
        };
    }

    private static OpenApiMediaType Content(IList<IOpenApiSchema> anyOf) => new() { Schema = anyOf.Count == 1 ? anyOf[0] : new OpenApiSchema { AnyOf = anyOf } };

    private static IOpenApiSchema Schema(string name, OpenApiDocument? document) =>
        name.EndsWith("[]", StringComparison.Ordinal) ? OpenApiSchemas.ArrayOf(name[..^2], document) : OpenApiSchemas.Reference(name, document);
}
