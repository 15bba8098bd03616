using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Rules.Reading;

/// <summary>Reads a rule from JSON (CONTRACT.md section 4): a definition, or everything that is wrong with it, each at its JSON pointer.</summary>
/// <remarks>Never throws, whatever it is given. What only running the rule can tell (its examples) is <c>RuleValidator</c>'s. Thread-safe.</remarks>
public static class RuleReader
{
    private const string Known = "name, description, tags, severity, stream, parameters, match, key, detect, cooldown, resolveAfter, message, examples";

    /// <summary>Members of the API's resource that are no part of the document; passed over, so that what was read can be sent back.</summary>
    private const string ResourceOnly = "id, version, state, sentence, createdAt, updatedAt, updatedBy";

    /// <summary>How a rule's document is parsed, for those who parse it themselves.</summary>
    public static JsonDocumentOptions DocumentOptions { get; } = new() { MaxDepth = RuleLimits.DocumentDepth };

    public static RuleReading Read(string json) => Read(json, isSaved: false);

    /// <param name="element">Nothing of it is kept.</param>
    public static RuleReading Read(JsonElement element) => Read(element, saved: null);

    /// <summary>A stored document, which was valid when it was saved. If it is not now, a definition that never runs, with its <see cref="RuleDefinition.Problems"/>.</summary>
    public static RuleDefinition ReadSaved(string json) => Read(json, isSaved: true) switch
    {
        RuleReading.Valid valid => valid.Definition,
        RuleReading.Invalid invalid => new RuleDefinition { Name = NameIn(json), Json = json, Problems = invalid.Errors },
        _ => throw new InvalidOperationException("RuleReading is closed."),
    };

    private static RuleReading Read(string json, bool isSaved)
    {
        var size = Encoding.UTF8.GetByteCount(json);
        if (size > RuleLimits.DocumentBytes)
            return Defect($"A rule is at most {RuleLimits.DocumentBytes:N0} bytes of JSON; {size:N0} were given.");
        try
        {
            using var document = JsonDocument.Parse(json, DocumentOptions);
            return Read(document.RootElement, isSaved ? json : null);
        }
        catch (JsonException defect)
        {
            return Defect($"This is not JSON (line {defect.LineNumber + 1}, byte {defect.BytePositionInLine + 1}), or it is nested deeper than {RuleLimits.DocumentDepth:N0}.");
        }
    }

    /// <param name="saved">The document as it is stored: then it is not written again, of which very many would feel the cost.</param>
    private static RuleReading Read(JsonElement element, string? saved)
    {
        var errors = new RuleErrors();
        var definition = Members.Read(element, "", Known, errors, ResourceOnly) is { } rule ? Read(rule, errors) : null;
        return errors.Count == 0 && definition is not null
            ? new RuleReading.Valid(definition with { Json = saved ?? RuleWriter.Document(element, ResourceOnly) })
            : new RuleReading.Invalid(errors.All);
    }

    private static RuleDefinition Read(Members rule, RuleErrors errors)
    {
        var parameters = ParameterTable.Read(rule, errors);
        var key = ReadKey(rule, errors);
        return new RuleDefinition
        {
            Name = rule.Text("name", RuleLimits.NameLength, isRequired: true) ?? "",
            Description = rule.Text("description", RuleLimits.DescriptionLength) ?? "",
            Tags = ReadTags(rule, errors),
            Severity = ReadSeverity(rule, errors),
            Streams = ReadStreams(rule, errors),
            Parameters = parameters.All,
            Match = rule.TryGet("match", out var match) ? new ConditionReader(parameters, errors).Read(match, rule.At("match")) ?? Condition.Always : Condition.Always,
            Key = key,
            Detect = DetectionReader.Read(rule, errors),
            Cooldown = rule.Duration("cooldown"),
            ResolveAfter = rule.Duration("resolveAfter"),
            Message = MessageReader.Read(rule, key, parameters, errors),
            Examples = ExampleReader.Read(rule, errors),
            Json = "",
        };
    }

    private static List<string> ReadTags(Members rule, RuleErrors errors)
    {
        var tags = new List<string>();
        var elements = rule.Array("tags", RuleLimits.Tags, "tags");
        for (var i = 0; i < elements.Count; i++)
        {
            if (Words.ReadText(elements[i], RuleErrors.Join(rule.At("tags"), i), RuleLimits.TagLength, 1, errors) is { } tag && !tags.Contains(tag))
                tags.Add(tag);
        }

        return tags;
    }

    private static Severity ReadSeverity(Members rule, RuleErrors errors)
    {
        switch (rule.Text("severity", 50))
        {
            case null or "info":
                return Severity.Info;
            case "warning":
                return Severity.Warning;
            case "critical":
                return Severity.Critical;
            case var other:
                errors.Add(rule.At("severity"), $"'severity' is info, warning or critical; '{FieldPathText.Shorten(other)}' was given.");
                return Severity.Info;
        }
    }

    private static List<StreamName> ReadStreams(Members rule, RuleErrors errors)
    {
        var at = rule.At("stream");
        var streams = new List<StreamName>();
        if (!rule.TryGet("stream", out var value))
            errors.Add(at, "'stream' is missing: give the name of the stream the rule looks at, such as shop.cart.");
        else if (value.ValueKind != JsonValueKind.Array)
            AddStream(value, at, streams, errors);
        else if (value.GetArrayLength() == 0)
            errors.Add(at, "'stream' names at least one stream; an empty array was given.");
        foreach (var (element, i) in (value.ValueKind == JsonValueKind.Array ? rule.Array("stream", RuleLimits.Streams, "streams") : []).Select((e, i) => (e, i)))
            AddStream(element, RuleErrors.Join(at, i), streams, errors);
        return streams;
    }

    private static void AddStream(JsonElement value, string pointer, List<StreamName> streams, RuleErrors errors)
    {
        var text = value.ValueKind == JsonValueKind.String ? Words.TextOf(value) : null;
        if (!StreamName.TryParse(text, out var stream))
            errors.Add(pointer, $"A stream's name is {StreamName.Allowed}; {Words.Given(value)} was given.");
        else if (streams.Contains(stream))
            errors.Add(pointer, $"Stream {stream} is named twice.");
        else
            streams.Add(stream);
    }

    private static List<FieldPath> ReadKey(Members rule, RuleErrors errors)
    {
        var key = new List<FieldPath>();
        var at = rule.At("key");
        var elements = rule.Array("key", RuleLimits.KeyFields, "field paths");
        for (var i = 0; i < elements.Count; i++)
        {
            var pointer = RuleErrors.Join(at, i);
            if (Words.ReadText(elements[i], pointer, FieldPath.MaxLength, 1, errors) is not { } text)
                continue;
            if (!FieldPath.TryParse(text, out var path, out var problem))
                errors.Add(pointer, problem);
            else if (key.Contains(path))
                errors.Add(pointer, $"'{FieldPathText.Shorten(text)}' is part of the key already.");
            else
                key.Add(path);
        }

        return key;
    }

    private static RuleReading.Invalid Defect(string message) => new([new RuleError("", message)]);

    private static string NameIn(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, DocumentOptions);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
                ? Words.TextOf(name) ?? "Unreadable rule"
                : "Unreadable rule";
        }
        catch (JsonException)
        {
            return "Unreadable rule";
        }
    }
}
