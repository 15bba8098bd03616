using System.Text;
using System.Text.Json;

namespace BlazorLake.Lake.Schema;

/// <summary>A table's columns in order, as <c>metaData.schemaString</c> holds them.</summary>
/// <remarks>Source: PROTOCOL.md "Schema Serialization Format". Unknown types are kept as their JSON text, so that foreign tables can be listed. Immutable.</remarks>
internal sealed class TableSchema(IReadOnlyList<TableField> fields)
{
    /// <summary>Field metadata that says where in the data the column's values come from.</summary>
    public const string PathKey = "blazorlake.path";

    public IReadOnlyList<TableField> Fields { get; } = fields;

    /// <exception cref="JsonException">Not a struct type.</exception>
    public static TableSchema Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Array)
            throw new JsonException("schemaString has no 'fields'.");
        return new TableSchema([.. fields.EnumerateArray().Select(ParseField)]);
    }

    /// <summary>The same with more typed columns; the partition column stays last.</summary>
    public TableSchema With(IEnumerable<TableField> added) =>
        new([.. Fields.Where(field => !IsPartition(field)), .. added, .. Fields.Where(IsPartition)]);

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "struct"u8);
            writer.WriteStartArray("fields"u8);
            foreach (var field in Fields)
            {
                writer.WriteStartObject();
                writer.WriteString("name"u8, field.Name);
                writer.WriteString("type"u8, field.Type);
                writer.WriteBoolean("nullable"u8, true);
                writer.WriteStartObject("metadata"u8);
                if (field.Path is not null)
                    writer.WriteString(PathKey, field.Path);
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static bool IsPartition(TableField field) => field.Name == EventColumns.Partition;

    private static TableField ParseField(JsonElement field)
    {
        var type = field.GetProperty("type");
        var path = field.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
            && metadata.TryGetProperty(PathKey, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return new TableField(field.GetProperty("name").GetString() ?? "", type.ValueKind == JsonValueKind.String ? type.GetString()! : type.GetRawText(), path);
    }
}

/// <param name="Type">Delta type name, or JSON text for a nested one.</param>
/// <param name="Path">Field path into the data; null for columns that are not from a field.</param>
internal sealed record TableField(string Name, string Type, string? Path);
