using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Rules.Builder;

/// <summary>Makes a draft from a rule's document; only for documents that the rule reader accepts.</summary>
internal static class RuleDraftReader
{
    private static readonly string[] Shown =
        ["name", "description", "tags", "severity", "stream", "match", "key", "cooldown", "resolveAfter", "message"];

    public static RuleDraft Read(string json)
    {
        var document = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = RuleLimits.DocumentDepth })!.AsObject();
        var draft = new RuleDraft
        {
            Name = Text(document["name"]),
            Description = Text(document["description"]),
            Severity = Enum.TryParse<Severity>(Text(document["severity"]), ignoreCase: true, out var severity) ? severity : Severity.Info,
            Cooldown = DraftDuration.Of(Text(document["cooldown"]), DurationUnit.Minutes),
            ResolveAfter = DraftDuration.Of(Text(document["resolveAfter"]), DurationUnit.Hours),
        };
        draft.Tags.AddRange(Texts(document["tags"]));
        draft.Key.AddRange(Texts(document["key"]));
        var streams = document["stream"] is JsonArray ? Texts(document["stream"]) : [Text(document["stream"])];
        draft.Stream = streams.FirstOrDefault("");
        draft.OtherStreams.AddRange(streams.Skip(1));
        var message = document["message"] as JsonObject;
        draft.Title = Text(message?["title"]);
        draft.Body = Text(message?["body"]);
        draft.Link = Text(message?["link"]);
        foreach (var (name, value) in document)
        {
            if (!Shown.Contains(name))
                draft.Rest[name] = value?.DeepClone();
        }

        if (document["match"] is JsonObject match)
            ReadMatch(draft, match);
        return draft;
    }

    private static void ReadMatch(RuleDraft draft, JsonObject match)
    {
        var root = NewNode(draft, match);
        if (root is DraftGroup group)
            draft.SetMatch(group);
        else
            draft.Match.Add(root);

        // A queue in place of recursion: groups nest without limit.
        var open = new Queue<(DraftNode Node, JsonObject Json)>([(root, match)]);
        while (open.TryDequeue(out var next))
        {
            if (next.Node is not DraftGroup parent)
                continue;
            foreach (var json in (next.Json[parent.Kind.Member()] as JsonArray ?? []).OfType<JsonObject>())
            {
                var child = NewNode(draft, json);
                parent.Add(child);
                open.Enqueue((child, json));
            }
        }
    }

    private static DraftNode NewNode(RuleDraft draft, JsonObject json)
    {
        foreach (var kind in Enum.GetValues<GroupKind>())
        {
            if (json.ContainsKey(kind.Member()))
                return draft.NewGroup(kind);
        }

        var condition = draft.NewCondition();
        condition.Field = Text(json["field"]);
        condition.Operator = Operators.Find(Text(json["op"])) ?? Operators.Of(OperatorKind.Eq);
        condition.IgnoreCase = json["ignoreCase"] is JsonValue ignoreCase && ignoreCase.TryGetValue<bool>(out var ignore) && ignore;
        ReadOperand(condition, json);
        return condition;
    }

    private static void ReadOperand(DraftCondition condition, JsonObject json)
    {
        if (json.ContainsKey("otherField"))
        {
            condition.Source = OperandSource.OtherField;
            condition.OtherField = Text(json["otherField"]);
        }
        else if (json["value"] is JsonObject parameter)
        {
            condition.Source = OperandSource.Parameter;
            condition.Parameter = Text(parameter["param"]);
        }
        else if (json.ContainsKey("value"))
        {
            var values = json["value"] is JsonArray array ? array.ToList() : [json["value"]];
            condition.Values.AddRange(values.Select(DraftScalar.Of).OfType<DraftScalar>());
        }
    }

    private static string Text(JsonNode? node) => node is JsonValue value ? value.ToString() : "";

    private static List<string> Texts(JsonNode? node) => [.. (node as JsonArray ?? []).OfType<JsonValue>().Select(v => v.ToString())];
}
