using System.Text.Json;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace BlazorLake.Portal.Hosting;

/// <summary>Schemas of what no C# type stands for, because it is read and written by hand: rules, events, CloudEvents. From <c>OpenApiSchemas.json</c>.</summary>
internal static class OpenApiSchemas
{
    public const string Problem = "Problem";

    public static void AddTo(OpenApiDocument document)
    {
        using var resource = typeof(OpenApiSchemas).Assembly.GetManifestResourceStream("OpenApiSchemas.json")
            ?? throw new InvalidOperationException("OpenApiSchemas.json is not in the assembly.");
        using var schemas = JsonDocument.Parse(resource);
        foreach (var schema in schemas.RootElement.EnumerateObject())
            document.AddComponent(schema.Name, Read(schema.Value, document));
    }

    public static IOpenApiSchema Reference(string name, OpenApiDocument? document) => new OpenApiSchemaReference(name, document);

    public static IOpenApiSchema ArrayOf(string name, OpenApiDocument? document) => new OpenApiSchema { Type = JsonSchemaType.Array, Items = Reference(name, document) };

    private static OpenApiSchema Read(JsonElement schema, OpenApiDocument document) =>
        OpenApiModelFactory.Parse<OpenApiSchema>(schema.GetRawText(), OpenApiSpecVersion.OpenApi3_1, document, out _, "json")
        ?? throw new InvalidOperationException("OpenApiSchemas.json holds what is no schema.");
}
