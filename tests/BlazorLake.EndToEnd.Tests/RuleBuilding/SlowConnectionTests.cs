using BlazorLake.EndToEnd.Tests.Browsers;
using BlazorLake.EndToEnd.Tests.MainJob;
using BlazorLake.EndToEnd.Tests.Portals;
using BlazorLake.Testing.Portal;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.RuleBuilding;

/// <summary>Whoever types faster than the answers come still gets what is on the screen, with one click.</summary>
public sealed class SlowConnectionTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Words = "large basket of a customer";

    // Answers that come before, while and after the next words are typed.
    private static readonly int[] DelaysInMilliseconds = [40, 55, 70];

    [Fact]
    public async Task Save_TypedFasterThanAnswersCome_SavesWhatIsOnTheScreen()
    {
        var portal = await StartAsync(PortalSettings.Embedded);
        await Outsider.PublishOverHttpAsync(portal, "shop.cart", """{"customerId":"c1","total":20,"country":"FR","customer":{"tier":"none"}}""", Token);
        var connection = new SlowConnection();
        var ana = await SignInAsync(portal, Screen.Desktop, "ana", connection.UseAsync);
        foreach (var delay in DelaysInMilliseconds)
        {
            connection.Delay = TimeSpan.FromMilliseconds(delay);
            await LargeBasketRule.BuildAsync(ana, "shop.cart");
        }

        var rules = await portal.ListAsync("api/v1/rules", Token);
        Assert.Equal(DelaysInMilliseconds.Length, rules.Count);
        Assert.All(rules, rule => Assert.Equal((LargeBasketRule.Match, "enabled"), (rule.GetProperty("match").GetRawText(), rule.GetProperty("state").GetString())));
    }

    [Theory]
    [InlineData("/rules", "Search rules by name, tag or stream")]
    [InlineData("/alerts", "Search alerts by title, rule or key")]
    [InlineData("/administration/users", "Search users by name or e-mail address")]
    public async Task Search_TypedBeforeThePageIsLive_FindsWhatWasTyped(string path, string label)
    {
        var portal = await StartAsync(PortalSettings.Embedded);
        var connection = new SlowConnection();
        var ana = await SignInAsync(portal, Screen.Desktop, "ana", connection.UseAsync);
        connection.Delay = TimeSpan.FromMilliseconds(300);
        await ana.VisitAsync(path);

        // From before the page is live until after it: the keyboard must not be lost in between.
        var search = ana.Page.GetByLabel(label);
        await search.FocusAsync();
        var live = ana.BecomesLiveAsync();
        foreach (var letter in Words)
            await ana.Page.Keyboard.PressAsync(letter.ToString(), new KeyboardPressOptions { Delay = 60 });
        await live;

        await Assertions.Expect(search).ToHaveValueAsync(Words);
        await Assertions.Expect(search).ToBeFocusedAsync();
        await Assertions.Expect(ana.Page.GetByText("fits", new PageGetByTextOptions { Exact = false }).First).ToBeVisibleAsync();
        Assert.Empty(ana.Problems);
    }
}
