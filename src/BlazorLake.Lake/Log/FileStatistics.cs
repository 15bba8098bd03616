using System.Globalization;
using System.Text.Json;
using BlazorLake.Lake.Schema;

namespace BlazorLake.Lake.Log;

/// <summary>What pruning needs of an <c>add</c>'s statistics; null is unknown.</summary>
/// <param name="FirstEventAt">Not later than any event time in the file.</param>
/// <param name="LastEventAt">Not earlier than any event time in the file.</param>
internal sealed record FileStatistics(
    long? RowCount,
    DateTimeOffset? FirstEventAt,
    DateTimeOffset? LastEventAt,
    DateTimeOffset? FirstReceivedAt,
    DateTimeOffset? LastReceivedAt)
{
    public static readonly FileStatistics Unknown = new(null, null, null, null, null);

    public static FileStatistics Parse(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return Unknown;
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return Unknown;
            var rows = root.TryGetProperty("numRecords", out var count) && count.TryGetInt64(out var number) ? number : (long?)null;
            return new FileStatistics(
                rows,
                Instant(root, "minValues", EventColumns.EventTime),
                Instant(root, "maxValues", EventColumns.EventTime),
                Instant(root, "minValues", EventColumns.ReceivedAt),
                Instant(root, "maxValues", EventColumns.ReceivedAt));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return Unknown;
        }
    }

    /// <summary>Statistics by column, in the order of the text; empty when it is odd.</summary>
    public static IReadOnlyList<Domain.Lake.LakeColumnStatistics> ParseColumns(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            var names = new List<string>();
            foreach (var part in (string[])["minValues", "maxValues", "nullCount"])
            {
                if (document.RootElement.TryGetProperty(part, out var values) && values.ValueKind == JsonValueKind.Object)
                    names.AddRange(values.EnumerateObject().Select(value => value.Name));
            }

            return
            [
                .. names.Distinct(StringComparer.Ordinal).Select(name => new Domain.Lake.LakeColumnStatistics(
                    name,
                    Text(document.RootElement, "minValues", name),
                    Text(document.RootElement, "maxValues", name),
                    long.TryParse(Text(document.RootElement, "nullCount", name), CultureInfo.InvariantCulture, out var nulls) ? nulls : null)),
            ];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static DateTimeOffset? Instant(JsonElement root, string part, string column) =>
        root.TryGetProperty(part, out var values) && values.ValueKind == JsonValueKind.Object
            && values.TryGetProperty(column, out var value) && value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;

    private static string? Text(JsonElement root, string part, string column) =>
        root.TryGetProperty(part, out var values) && values.ValueKind == JsonValueKind.Object && values.TryGetProperty(column, out var value)
            && value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            ? value.ToString()
            : null;
}
