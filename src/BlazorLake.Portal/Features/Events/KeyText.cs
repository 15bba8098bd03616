using System.Text.Json;
using BlazorLake.Portal.Design;

namespace BlazorLake.Portal.Features.Events;

/// <summary>A rule's key as a person reads it: <c>customerId 17850</c>; empty when the rule has no key.</summary>
internal static class KeyText
{
    private const int MaxLength = 200;

    public static string Of(string key)
    {
        try
        {
            using var document = JsonDocument.Parse(key);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ShownText.Of(string.Join(", ", document.RootElement.EnumerateObject().Select(m => $"{m.Name} {Value(m.Value)}")), MaxLength)
                : ShownText.Of(key, MaxLength);
        }
        catch (JsonException)
        {
            return ShownText.Of(key, MaxLength);
        }
    }

    private static string Value(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
