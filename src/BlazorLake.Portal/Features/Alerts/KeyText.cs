using System.Text.Json;
using BlazorLake.Portal.Features.Events;

namespace BlazorLake.Portal.Features.Alerts;

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
                ? VisibleText.Of(string.Join(", ", document.RootElement.EnumerateObject().Select(m => $"{m.Name} {m.Value}")), MaxLength)
                : VisibleText.Of(key, MaxLength);
        }
        catch (JsonException)
        {
            return VisibleText.Of(key, MaxLength);
        }
    }
}
