using System.Text.Json;
using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Events;

/// <summary>An event in one line: its first values as <c>name value</c>.</summary>
internal static class EventSummary
{
    private const int MaxParts = 8;
    private const int MaxLength = 240;

    public static string Of(StreamEvent item)
    {
        var parts = new List<string>();
        var reader = new Utf8JsonReader(item.Data.Span, new JsonReaderOptions { MaxDepth = 128 });
        var name = "";
        while (reader.Read() && parts.Count < MaxParts)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                name = reader.GetString()!;
            else if (reader.TokenType == JsonTokenType.String)
                parts.Add($"{name} {reader.GetString()}");
            else if (reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)
                parts.Add($"{name} {System.Text.Encoding.UTF8.GetString(reader.ValueSpan)}");
        }

        return parts.Count == 0 ? "no values" : Design.ShownText.Of(string.Join("  ·  ", parts), MaxLength);
    }
}
