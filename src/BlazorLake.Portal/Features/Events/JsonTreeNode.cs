using System.Text.Json;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Portal.Features.Events;

/// <summary>One value of an event, as the tree shows it.</summary>
/// <param name="Name">Its member name, or its place in an array in brackets.</param>
/// <param name="Path">The field path a rule would name it by; places in arrays are left out, because a condition holds for any element.</param>
/// <param name="Value">A scalar as JSON has it, a string without its quotes; for an object or array how many values it has.</param>
/// <param name="Children">At most 500 of an object's or array's values.</param>
public sealed record JsonTreeNode(string Name, string Path, JsonValueKind Kind, string Value, IReadOnlyList<JsonTreeNode> Children)
{
    private const int MaxChildren = 500;

    /// <summary>Unique within its tree.</summary>
    public string Id { get; private init; } = "";

    public bool IsScalar => Kind is not (JsonValueKind.Object or JsonValueKind.Array);

    /// <summary>How many of its values are not in <see cref="Children"/>.</summary>
    public int HiddenCount { get; private init; }

    /// <summary>The tree of an event's data; an event that was accepted is an object.</summary>
    public static JsonTreeNode Of(ReadOnlyMemory<byte> data)
    {
        using var document = JsonDocument.Parse(data, new JsonDocumentOptions { MaxDepth = 128 });
        return Of("", [], "0", document.RootElement);
    }

    private static JsonTreeNode Of(string name, IReadOnlyList<string> path, string id, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return Of(name, path, id, JsonValueKind.Object, element.GetPropertyCount(), "field",
                    element.EnumerateObject().Take(MaxChildren).Select((m, i) => Of(m.Name, [.. path, m.Name], $"{id}.{i}", m.Value)));
            case JsonValueKind.Array:
                return Of(name, path, id, JsonValueKind.Array, element.GetArrayLength(), "value",
                    element.EnumerateArray().Take(MaxChildren).Select((e, i) => Of($"[{i}]", path, $"{id}.{i}", e)));
            default:
                var value = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
                return new JsonTreeNode(name, FieldPath.Of(path).Text, element.ValueKind, value, []) { Id = id };
        }
    }

    private static JsonTreeNode Of(string name, IReadOnlyList<string> path, string id, JsonValueKind kind, int count, string unit, IEnumerable<JsonTreeNode> children)
    {
        var shown = children.ToList();
        var text = count == 1 ? $"1 {unit}" : $"{count} {unit}s";
        return new JsonTreeNode(name, path.Count == 0 ? "" : FieldPath.Of(path).Text, kind, text, shown) { Id = id, HiddenCount = count - shown.Count };
    }
}
