using System.Diagnostics;
using BlazorLake.Testing.Portal;
using Microsoft.Playwright;

namespace BlazorLake.Benchmarks;

/// <summary>The home page in a browser that has nothing of it yet, until its buttons work.</summary>
internal static class HomePage
{
    private const int Runs = 7;

    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalProcess.StartAsync(PortalSettings.Embedded, cancellationToken);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chrome.Options);
        string signedIn;
        await using (var first = await browser.NewContextAsync())
        {
            var page = await first.NewPageAsync();
            await page.SignInAsync(portal, "/");
            await BecomesLiveAsync(page);
            signedIn = await first.StorageStateAsync();
        }

        var milliseconds = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            // A context has a cache of its own: nothing is known but who it is.
            await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { StorageState = signedIn });
            var page = await context.NewPageAsync();
            var watch = Stopwatch.StartNew();
            await page.GotoAsync(portal.Uri.ToString(), new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
            await BecomesLiveAsync(page);
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
        }

        Report.Number("home page interactive, empty cache, first", milliseconds[0], "ms");
        Report.AtMost("home page interactive, empty cache, median of 7", Report.Percentile(milliseconds, 0.5), 1_500, "ms");
    }

    private static Task BecomesLiveAsync(IPage page) => page.Locator("html[data-live]").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
}
