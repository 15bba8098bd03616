using System.Text.Json;

namespace BlazorLake.Domain.Rules.Reading;

/// <summary>Reads <c>detect</c>.</summary>
internal static class DetectionReader
{
    private static readonly string[] Later = ["threshold", "change", "stays", "sequence", "absence", "silence", "baseline"];

    public static Detection Read(Members rule, RuleErrors errors)
    {
        if (!rule.TryGet("detect", out var element))
            return Detection.Each.Instance;
        var pointer = rule.At("detect");
        var kind = element.ValueKind == JsonValueKind.Object && element.TryGetProperty("kind", out var value) && value.ValueKind == JsonValueKind.String ? Words.TextOf(value) : null;
        if (kind is not null && Later.Contains(kind))
            errors.Add(RuleErrors.Join(pointer, "kind"), $"Detection '{kind}' is not available in this version; 'each' is.");
        else if (Members.Read(element, pointer, "kind", errors) is { } members && members.Text("kind", 50, isRequired: true) is { } given && given != "each")
            errors.Add(members.At("kind"), $"'{FieldPathText.Shorten(given)}' is no kind of detection.{Words.DidYouMean(given, ["each"])} 'each' is available.");
        return Detection.Each.Instance;
    }
}
