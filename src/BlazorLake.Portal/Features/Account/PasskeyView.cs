using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;

namespace BlazorLake.Portal.Features.Account;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">Its credential id, base64url.</param>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt)
{
    public static PasskeyView Of(UserPasskeyInfo passkey) =>
        new(Base64Url.EncodeToString(passkey.CredentialId), string.IsNullOrWhiteSpace(passkey.Name) ? "Passkey" : passkey.Name, passkey.CreatedAt);
}
