using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BlazorLake.Domain.Access;

/// <summary>The secret text of an API key: <c>bl_</c> and 43 characters of base64url, 256 random bits.</summary>
/// <remarks>With that many random bits a plain SHA-256 is as good as a slow hash, and it can be looked up.</remarks>
public static class ApiKeySecret
{
    /// <summary>A secret that an operator chose should have at least so many characters, else it can be guessed.</summary>
    public const int SafeLength = 16;

    private const string Start = "bl_";

    public static string Create() => Start + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>32 bytes.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>What may be shown of it: never more than a third, at most 8 characters.</summary>
    public static string PrefixOf(string secret) => secret[..Math.Min(8, secret.Length / 3)];
}
