using BlazorLake.EndToEnd.Tests.Browsers;
using BlazorLake.EndToEnd.Tests.MainJob;
using BlazorLake.EndToEnd.Tests.Portals;
using BlazorLake.Testing.Portal;

namespace BlazorLake.EndToEnd.Tests.RuleBuilding;

/// <summary>Whoever types faster than the answers come still gets what is on the screen, with one click.</summary>
public sealed class SlowConnectionTests(Chromium chromium) : BrowserTest(chromium)
{
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
}
