using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>Makes the document of a draft.</summary>
internal static class RuleDraftWriter
{
    // As typed, for people who read it: no \u0022 in place of letters and quotes. It is never put into a page as markup.
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = RuleLimits.DocumentDepth + 24,
    };

    /// <summary>For programs.</summary>
    public static readonly JsonSerializerOptions Compact = new(Readable) { WriteIndented = false };

    public static string WriteText(RuleDraft draft) => Write(draft).ToJsonString(Readable);

    /// <summary>The whole draft; what is unfinished is left out of its condition, and named by <see cref="DraftCheck"/>.</summary>
    public static JsonObject Write(RuleDraft draft) => Write(draft, finishedOnly: false);

    /// <summary>The draft without the conditions that are still being written, so that sentence and matches can be shown meanwhile.</summary>
    public static JsonObject WriteFinished(RuleDraft draft) => Write(draft, finishedOnly: true);

    private static JsonObject Write(RuleDraft draft, bool finishedOnly)
    {
        var document = new JsonObject { ["name"] = draft.Name };
        if (draft.Description.Length > 0)
            document["description"] = draft.Description;
        if (draft.Tags.Count > 0)
            document["tags"] = Texts(draft.Tags);
        document["severity"] = draft.Severity.ToString().ToLowerInvariant();
        document["stream"] = draft.OtherStreams.Count == 0 ? draft.Stream : Texts([draft.Stream, .. draft.OtherStreams]);
        Copy(draft.Rest, document, "parameters");
        if (Write(draft.Match, finishedOnly) is { } match && draft.Match.Children.Count > 0)
            document["match"] = match;
        if (draft.Key.Count > 0)
            document["key"] = Texts(draft.Key);
        Copy(draft.Rest, document, "detect");
        Set(document, "cooldown", draft.Cooldown.ToIso());
        Set(document, "resolveAfter", draft.ResolveAfter.ToIso());
        WriteMessage(draft, document);
        foreach (var (name, _) in draft.Rest)
            Copy(draft.Rest, document, name);
        return document;
    }

    private static void WriteMessage(RuleDraft draft, JsonObject document)
    {
        var message = new JsonObject();
        Set(message, "title", draft.Title.Length > 0 ? draft.Title : null);
        Set(message, "body", draft.Body.Length > 0 ? draft.Body : null);
        Set(message, "link", draft.Link.Length > 0 ? draft.Link : null);
        if (message.Count > 0)
            document["message"] = message;
    }

    private static JsonObject? Write(DraftGroup group, bool finishedOnly)
    {
        var parts = new JsonArray();
        foreach (var child in group.Children)
        {
            var part = child switch
            {
                DraftGroup inner => Write(inner, finishedOnly),
                DraftCondition condition when finishedOnly && !DraftCheck.IsFinished(condition) => null,
                DraftCondition condition => Write(condition),
                _ => null,
            };
            if (part is not null)
                parts.Add(part);
        }

        return finishedOnly && parts.Count == 0 ? null : new JsonObject { [group.Kind.Member()] = parts };
    }

    private static JsonObject Write(DraftCondition condition)
    {
        var json = new JsonObject { ["field"] = condition.Field, ["op"] = condition.Operator.Name };
        if (condition.Shape != OperandShape.None)
        {
            if (condition.Source == OperandSource.OtherField)
                json["otherField"] = condition.OtherField;
            else if (condition.Source == OperandSource.Parameter)
                json["value"] = new JsonObject { ["param"] = condition.Parameter };
            else if (condition.Shape == OperandShape.One && condition.Value(0).Problem() is null)
                json["value"] = condition.Value(0).ToJson();
            else if (condition.Shape == OperandShape.Range)
                json["value"] = Scalars([condition.Value(0), condition.Value(1)]);
            else if (condition.Shape == OperandShape.Many)
                json["value"] = Scalars(condition.Values);
        }

        if (condition.IgnoreCase && condition.Operator.TakesIgnoreCase)
            json["ignoreCase"] = true;
        return json;
    }

    private static JsonArray Scalars(IEnumerable<DraftScalar> values) =>
        new([.. values.Where(v => v.Problem() is null).Select(v => v.ToJson())]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);

    private static void Set(JsonObject json, string name, string? value)
    {
        if (value is not null)
            json[name] = value;
    }

    private static void Copy(JsonObject from, JsonObject to, string name)
    {
        if (from.TryGetPropertyValue(name, out var value) && !to.ContainsKey(name))
            to[name] = value?.DeepClone();
    }
}
