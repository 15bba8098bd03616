using BlazorLake.Testing.Portal;
using Microsoft.Playwright;

namespace BlazorLake.Benchmarks;

/// <summary>The browser of those benchmarks that need one.</summary>
internal static class Chrome
{
    public static BrowserTypeLaunchOptions Options { get; } = new()
    {
        ExecutablePath = "/usr/bin/chromium",
        Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    };

    /// <summary>Signs in and lands at <paramref name="path"/>.</summary>
    public static async Task SignInAsync(this IPage page, PortalProcess portal, string path)
    {
        await page.GotoAsync($"{portal.Uri}account/sign-in?returnUrl={Uri.EscapeDataString(path)}");
        await page.GetByLabel("E-mail address").FillAsync(PortalProcess.AdminEmail);
        await page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(PortalProcess.AdminPassword);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(new Uri(portal.Uri, path).ToString());
    }
}
