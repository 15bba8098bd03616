using BlazorLake.Testing.Portal;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.Browsers;

/// <summary>Debian's Chromium, driven by Playwright; one browser for all tests, one context for each person.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
            throw new InvalidOperationException($"There is no {Program}. On Debian: apt-get install chromium (test.sh does it as root).");
        // Long enough for a machine that runs other tests besides; what comes sooner is not waited for.
        Assertions.SetDefaultExpectTimeout(40_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Flags });
    }

    /// <summary>A browser window of its own: own cookies, own storage.</summary>
    public async Task<IPage> OpenAsync(PortalProcess portal, Screen screen)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            // By its name, as people open it: passkeys are for names, not for numbers.
            BaseURL = new UriBuilder(portal.Uri) { Host = "localhost" }.Uri.ToString(),
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = screen.IsPhone,
            Locale = "en-GB",
            TimezoneId = "Europe/Paris",
        });
        context.SetDefaultTimeout(40_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
