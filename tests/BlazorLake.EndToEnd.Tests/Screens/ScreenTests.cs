using System.Collections.Concurrent;
using System.Text.Json;
using BlazorLake.EndToEnd.Tests.Browsers;
using BlazorLake.EndToEnd.Tests.Portals;
using BlazorLake.Testing;
using BlazorLake.Testing.Portal;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.Screens;

/// <summary>Every page of the demo at phone and desktop size, light and dark: a picture in the test output, nothing wider than the screen, and nothing axe objects to.</summary>
/// <remarks>With <c>BLAZORLAKE_UPDATE_IMAGES</c> set, the pictures of the README are replaced.</remarks>
public sealed class ScreenTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly string Pictures = Path.Combine(Output, "screens");

    [Fact]
    public async Task Pages_OnEveryScreen_FitAndAreAccessible()
    {
        var token = Token;
        var portal = await StartAsync(PortalSettings.Embedded with { Arguments = ["--demo"] });
        var alert = await Eventually.GetAsync(async () => (await portal.ListAsync("api/v1/alerts", token)).Select(Id).FirstOrDefault(), token, TimeSpan.FromMinutes(1));
        var rule = (await portal.ListAsync("api/v1/rules", token)).Select(Id).First();
        await Eventually.TrueAsync(() => Directory.Exists(Path.Combine(portal.DataDirectory, "lake", "shop.orders", "_delta_log")), token, TimeSpan.FromMinutes(1));
        Directory.CreateDirectory(Pictures);

        var failures = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Screen.All, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = token }, async (screen, _) =>
        {
            var person = await SignInAsync(portal, screen, screen.Name);
            foreach (var (name, path) in Pages(rule, alert))
            {
                await (IsForm(path) ? person.VisitAsync(path) : person.GoAsync(path));
                await person.Page.WaitForFunctionAsync("() => !document.querySelector('[aria-busy=true]')");
                await CheckAsync(person.Page, $"{name}-{screen.Name}", failures);
            }

            foreach (var problem in person.Problems)
                failures.Add($"{screen.Name}: {problem}");
            var stranger = await ArriveAsync(portal, screen, "stranger-" + screen.Name);
            await stranger.VisitAsync("/account/sign-in");
            await CheckAsync(stranger.Page, $"sign-in-{screen.Name}", failures);
        });

        Assert.True(failures.IsEmpty, $"{failures.Count} problem(s), pictures in {Pictures}:\n{string.Join('\n', failures.Order(StringComparer.Ordinal))}");
    }

    private static IEnumerable<(string Name, string Path)> Pages(string rule, string alert) =>
    [
        ("streams", "/streams"), ("stream", "/streams/shop.orders"), ("rules", "/rules"), ("rule", $"/rules/{rule}"), ("rule-builder", $"/rules/{rule}/edit"),
        ("new-rule", "/rules/new?stream=shop.orders"), ("alerts", "/alerts"), ("alert", $"/alerts/{alert}"), ("lake", "/lake"), ("lake-table", "/lake/shop.orders"),
        ("unreadable-messages", "/unreadable-messages"), ("users", "/administration/users"), ("api-keys", "/administration/api-keys"), ("account", "/account"), ("not-found", "/no/such/page"), ("home", "/"),
    ];

    private static async Task CheckAsync(IPage page, string name, ConcurrentBag<string> problems)
    {
        var isForReadme = name == "home-desktop-light" && Environment.GetEnvironmentVariable("BLAZORLAKE_UPDATE_IMAGES") is { Length: > 0 };
        // A picture of a live page has a minute of life in it.
        if (isForReadme)
            await page.WaitForFunctionAsync("() => document.querySelector('.stats .line')?.getAttribute('d').split('L').length >= 60", null, new PageWaitForFunctionOptions { Timeout = 120_000 });
        var picture = Path.Combine(Pictures, name + ".png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = picture, Animations = ScreenshotAnimations.Disabled });
        if (isForReadme)
            File.Copy(picture, RepositoryFolder.Combine("docs", "images", name + ".png"), overwrite: true);

        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0)
            problems.Add($"{name}: {overflow} px wider than the screen");
        var axe = await page.RunAxe();
        foreach (var (violation, node) in axe.Violations.SelectMany(violation => violation.Nodes.Take(3), (violation, node) => (violation, node)))
            problems.Add($"{name}: axe {violation.Id} ({violation.Impact}): {node.Html}");
    }

    /// <summary>Account pages set cookies, and what is not there has nothing to do: neither keeps a connection.</summary>
    private static bool IsForm(string path) => path.StartsWith("/account", StringComparison.Ordinal) || path.StartsWith("/no/", StringComparison.Ordinal);

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;
}
