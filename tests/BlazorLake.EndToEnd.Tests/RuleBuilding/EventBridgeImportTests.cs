using System.Collections.Concurrent;
using BlazorLake.EndToEnd.Tests.Browsers;
using BlazorLake.EndToEnd.Tests.MainJob;
using BlazorLake.EndToEnd.Tests.Portals;
using BlazorLake.Testing.Portal;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.RuleBuilding;

/// <summary>Somebody who comes from EventBridge pastes a pattern, reads what becomes of it, and saves the rule; on every screen.</summary>
public sealed class EventBridgeImportTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Pattern =
        """{"source":["my.shop"],"account":["123456789012"],"detail":{"total":[{"numeric":[">",100]}],"customer":{"tier":[{"anything-but":"none"}]},"$or":[{"country":["FR","DE"]},{"coupon":[{"exists":true}]}]}}""";

    [Fact]
    public async Task Import_OfPattern_BecomesARuleThatCanBeSaved()
    {
        var portal = await StartAsync(PortalSettings.Embedded);
        await Outsider.PublishOverHttpAsync(portal, "shop.cart", """{"total":120,"country":"FR","customer":{"tier":"gold"}}""", Token);
        var problems = new ConcurrentBag<string>();
        foreach (var screen in Screen.All)
        {
            var person = await SignInAsync(portal, screen, screen.Name);
            await ImportAsync(person, problems);
            foreach (var problem in person.Problems)
                problems.Add($"{screen.Name}: {problem}");
        }

        Assert.True(problems.IsEmpty, string.Join('\n', problems));
        var rules = await portal.ListAsync("api/v1/rules", Token);
        Assert.Equal(Screen.All.Count, rules.Count);
        Assert.All(rules, rule => Assert.Contains(
            "where event source is “my.shop”, and total is more than 100, and customer tier is anything but none, and (country is FR or DE, or coupon exists)",
            rule.GetProperty("sentence").GetString(),
            StringComparison.Ordinal));
    }

    private static async Task ImportAsync(Person person, ConcurrentBag<string> problems)
    {
        var page = person.Page;
        await person.GoAsync("/rules/new?stream=shop.cart");
        await page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).FillAsync("From EventBridge");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Import from EventBridge…" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Event pattern")).ToBeFocusedAsync();

        await page.Keyboard.InsertTextAsync(Pattern);

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Not in the rule" })).ToBeVisibleAsync();
        // Nothing took the keyboard away since: what is typed goes on where it began.
        await Assertions.Expect(page.GetByLabel("Event pattern")).ToBeFocusedAsync();
        var pictures = Directory.CreateDirectory(Path.Combine(Output, "screens")).FullName;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, $"eventbridge-{person.Name}.png"), Animations = ScreenshotAnimations.Disabled });
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is var overflow and > 0)
            problems.Add($"{person.Name}: {overflow} px wider than the screen");
        foreach (var violation in (await page.RunAxe()).Violations)
            problems.Add($"{person.Name}: axe {violation.Id} ({violation.Impact}): {violation.Nodes[0].Html}");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Use it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Condition", Exact = true })).ToHaveCountAsync(6);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save", Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "From EventBridge" })).ToBeVisibleAsync();
    }
}
