using System.Text.Json;

namespace BlazorLake.Lake.Log;

/// <summary>Reads actions from JSON, ignoring actions and fields it does not know.</summary>
internal static class ActionReader
{
    private const string NoColumns = """{"type":"struct","fields":[]}""";

    /// <summary>A commit file: one JSON object per line.</summary>
    /// <exception cref="DeltaTableException">A line is not JSON, or an action lacks what it must have.</exception>
    public static IReadOnlyList<DeltaAction> ReadCommit(ReadOnlySpan<byte> content, string file)
    {
        var actions = new List<DeltaAction>();
        var line = 0;
        foreach (var range in content.Split((byte)'\n'))
        {
            line++;
            var text = content[range].Trim(" \t\r"u8);
            if (text.IsEmpty)
                continue;
            try
            {
                if (Read(text) is { } action)
                    actions.Add(action);
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new DeltaTableException($"{file}, line {line}, is not a Delta action: {exception.Message}", exception);
            }
        }

        return actions;
    }

    /// <summary>One action, or null for one we don't know.</summary>
    public static DeltaAction? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("not an object");
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object && ReadAction(property.Name, property.Value) is { } action)
                return action;
        }

        return null;
    }

    private static DeltaAction? ReadAction(string kind, JsonElement value) => kind switch
    {
        "add" => ReadAdd(value),
        "remove" => new DeltaAction.Remove(DeltaPath.Decode(Required(value, "path")), Number(value, "deletionTimestamp") ?? 0, Flag(value, "dataChange")),
        "metaData" => ReadMetadata(value),
        "protocol" => new DeltaAction.Protocol((int)(Number(value, "minReaderVersion") ?? 1), (int)(Number(value, "minWriterVersion") ?? 1)),
        "txn" => new DeltaAction.Transaction(Required(value, "appId"), Number(value, "version") ?? 0, Number(value, "lastUpdated")),
        "commitInfo" => new DeltaAction.CommitInfo(Number(value, "inCommitTimestamp") ?? Number(value, "timestamp"), Text(value, "operation")),
        _ => null,
    };

    private static DeltaAction.Add ReadAdd(JsonElement value)
    {
        if (value.TryGetProperty("deletionVector", out var vector) && vector.ValueKind == JsonValueKind.Object)
            throw new InvalidOperationException("the file has a deletion vector, which reader version 1 does not know");
        return new DeltaAction.Add(
            DeltaPath.Decode(Required(value, "path")),
            Map(value, "partitionValues", emptyIsNull: true),
            Number(value, "size") ?? 0,
            Number(value, "modificationTime") ?? 0,
            Flag(value, "dataChange"),
            Text(value, "stats"));
    }

    private static DeltaAction.Metadata ReadMetadata(JsonElement value) => new(
        Required(value, "id"),
        Text(value, "name"),
        Text(value, "schemaString") ?? NoColumns,
        value.TryGetProperty("partitionColumns", out var columns) && columns.ValueKind == JsonValueKind.Array
            ? [.. columns.EnumerateArray().Select(column => column.GetString() ?? "")]
            : [],
        Map(value, "configuration", emptyIsNull: false),
        Number(value, "createdTime"));

    private static string Required(JsonElement value, string name) =>
        Text(value, name) ?? throw new InvalidOperationException($"'{name}' is missing");

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static long? Number(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number) ? number : null;

    private static bool Flag(JsonElement value, string name) => value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.True;

    private static Dictionary<string, string?> Map(JsonElement value, string name, bool emptyIsNull)
    {
        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (value.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in members.EnumerateObject())
            {
                var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
                map[member.Name] = emptyIsNull && text is "" ? null : text;
            }
        }

        return map;
    }
}
