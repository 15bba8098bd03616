using System.Text.Json;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.Newcomers;

/// <summary>A fingerprint reader that says yes, in a browser window.</summary>
internal static class Passkeys
{
    public static async Task AddReaderAsync(IPage page)
    {
        // The suggestion under the e-mail field would be taken by this reader without anybody choosing it.
        await page.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => false");
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = JsonSerializer.SerializeToElement(new
            {
                protocol = "ctap2",
                transport = "internal",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            }),
        });
    }
}
