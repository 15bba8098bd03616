using System.Text.Json;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Design;

namespace BlazorLake.Portal.Features.Events;

/// <summary>One condition of an explanation, in words.</summary>
/// <param name="Text">A group's <c>all of these hold</c>, or a comparison's <c>total is more than 100</c>.</param>
/// <param name="Actual">What the event had there; null for a group.</param>
public sealed record ExplanationNode(string Text, string? Actual, bool Result, IReadOnlyList<ExplanationNode> Parts)
{
    private const int MaxLength = 300;

    /// <summary>Null when it is no explanation.</summary>
    public static ExplanationNode? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = RuleLimits.DocumentDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ExplanationNode Read(JsonElement element)
    {
        var result = element.TryGetProperty("result", out var outcome) && outcome.ValueKind == JsonValueKind.True;
        foreach (var (member, words) in ((string, string)[])[("all", "All of these hold"), ("any", "Any of these holds"), ("none", "None of these holds")])
        {
            if (element.TryGetProperty(member, out var parts) && parts.ValueKind == JsonValueKind.Array)
                return new ExplanationNode(words, null, result, [.. parts.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object).Select(Read)]);
        }

        var op = Operators.Find(Read(element, "op"))?.Words ?? Read(element, "op");
        var operand = element.TryGetProperty("otherField", out _) ? Read(element, "otherField") : Read(element, "value");
        var actual = element.TryGetProperty("actual", out _) ? Read(element, "actual") : "missing";
        return new ExplanationNode(ShownText.Of($"{Read(element, "field")} {op} {operand}".TrimEnd(), MaxLength), ShownText.Of(actual, MaxLength), result, []);
    }

    private static string Read(JsonElement element, string member) => !element.TryGetProperty(member, out var value) ? "" : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : "\"\"",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(v => v.ToString())),
        _ => value.GetRawText(),
    };
}
