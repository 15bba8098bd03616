using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.EventBridge;
using BlazorLake.Portal.Hosting;

namespace BlazorLake.Portal.Features.Rules;

/// <summary>Rules from what other products have.</summary>
internal static class RuleImportEndpoints
{
    // A pattern may come as text within the JSON, where each quotation mark takes two bytes.
    private const int MostBytes = (2 * EventBridgeLimits.PatternBytes) + (16 * 1024);

    public static void MapRuleImports(this RouteGroupBuilder rules) =>
        rules.MapPost("/import/eventbridge", ImportAsync).Accepts<JsonObject>("application/json").Produces<JsonObject>().WithMetadata(OpenApiWords.Of("EventBridgePattern", "EventBridgeAnswer", OpenApiWords.Invalid))
            .WithSummary("Turns an Amazon EventBridge pattern into a rule. Nothing is stored.")
            .WithDescription(
                "Takes {pattern, stream?, name?}; pattern is the object, or the same as text. Always 200 for such a body: {rule, sentence, notes, errors}. rule can be saved with POST /rules once it has a "
                + "stream; null when there are errors, which are keyed by JSON pointer into the pattern. notes are [{pointer, kind, message}], kind leftOut for what is not in the rule and differs for "
                + "what means something else in some case.");

    private static async Task<IResult> ImportAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context.Request, MostBytes, cancellationToken);
        if (!body.TryGet(out var root, out var problem))
            return problem;
        if (root.ValueKind != JsonValueKind.Object)
            return RuleProblems.Invalid([new RuleError("", "An object with pattern and, if wanted, stream and name is expected.")]);
        var errors = new List<RuleError>();
        var stream = ReadStream(root, errors);
        var name = ReadName(root, errors);
        if (!root.TryGetProperty("pattern", out var pattern) || pattern.ValueKind == JsonValueKind.Null)
            errors.Add(new RuleError("/pattern", "'pattern' is missing: give the EventBridge pattern, as an object or as text."));
        if (errors.Count > 0)
            return RuleProblems.Invalid(errors);
        var reading = pattern.ValueKind == JsonValueKind.String && TextOf(pattern) is { } text ? EventBridgeImport.Read(text) : EventBridgeImport.Read(pattern);
        return TypedResults.Text(EventBridgeJson.Of(reading, name, stream), "application/json");
    }

    private static StreamName? ReadStream(JsonElement root, List<RuleError> errors)
    {
        if (!root.TryGetProperty("stream", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String && StreamName.TryParse(TextOf(value), out var stream))
            return stream;
        errors.Add(new RuleError("/stream", $"'stream' is the name of a stream: {StreamName.Allowed}."));
        return null;
    }

    private static string? ReadName(JsonElement root, List<RuleError> errors)
    {
        if (!root.TryGetProperty("name", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.String && TextOf(value) is { } name && name.Length <= RuleLimits.NameLength && !string.IsNullOrWhiteSpace(name))
            return name;
        errors.Add(new RuleError("/name", $"'name' is the rule's name, 1 to {RuleLimits.NameLength:N0} characters."));
        return null;
    }

    /// <summary>Null when it is no Unicode text.</summary>
    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
