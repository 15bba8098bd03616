using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BlazorLake.Persistence.Alerts;

/// <summary>Keys may be long; indexes hold their hashes.</summary>
internal static class KeyHash
{
    /// <summary>16 bytes over the key's JSON: the same rule and key is the same alert.</summary>
    public static byte[] OfJson(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key))[..16];

    /// <summary>Over the key's values as text, joined by <c>, </c>; what a person looks up.</summary>
    /// <param name="key">A JSON object, or a value as it is shown: <c>17850</c>.</param>
    public static long OfValues(string key) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(ValuesOf(key) ?? key)));

    private static string? ValuesOf(string key)
    {
        using var document = TryParse(key);
        return document is null ? null : string.Join(", ", document.RootElement.EnumerateObject().Select(p => p.Value.ToString()));
    }

    private static JsonDocument? TryParse(string key)
    {
        if (!key.AsSpan().TrimStart().StartsWith("{"))
            return null;
        try
        {
            return JsonDocument.Parse(key);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
