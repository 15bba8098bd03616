using System.Security.Cryptography;
using System.Text;

namespace BlazorLake.Portal.Features.Access;

/// <summary>The one-time code that proves that who opens the set-up page can also see how the portal was started. 80 random bits; lives in memory only.</summary>
internal sealed class SetUpCode
{
    // Without 0 1 I L O U, which are easily misread.
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int Groups = 4;

    public string Text { get; } = string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>In constant time; case, spaces and hyphens don't matter.</summary>
    public bool Matches(string? given) => CryptographicOperations.FixedTimeEquals(Hash(given ?? ""), Hash(Text));

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)])));
}
