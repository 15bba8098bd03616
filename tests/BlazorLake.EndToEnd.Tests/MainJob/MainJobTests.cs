using System.Text.RegularExpressions;
using BlazorLake.EndToEnd.Tests.Browsers;
using BlazorLake.EndToEnd.Tests.Lake;
using BlazorLake.EndToEnd.Tests.RuleBuilding;
using BlazorLake.Testing;
using BlazorLake.Testing.Brokers;
using BlazorLake.Testing.Databases;
using BlazorLake.Testing.Portal;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.MainJob;

/// <summary>What the product is for, in real browsers: events arrive, a rule is clicked together, two people see its alert at once, the event is in the lake.</summary>
public sealed class MainJobTests(Chromium chromium, RabbitMqFixture broker, DatabaseFixture databases) : BrowserTest(chromium)
{
    private const string Stream = "shop.cart";

    [Fact]
    public async Task EmbeddedDefaults_FromFirstEventToAlertAndLake()
    {
        var portal = await StartAsync(PortalSettings.Embedded);
        await RunAsync(portal, data => Outsider.PublishOverHttpAsync(portal, Stream, data, Token));
    }

    [Fact]
    public async Task RabbitMqAndPostgreSql_FromFirstEventToAlertAndLake()
    {
        var database = await databases.CreateAsync(DatabaseProvider.PostgreSql, Token);
        var host = await broker.CreateVirtualHostAsync(Token);
        var portal = await StartAsync(PortalSettings.Connected(host, database));
        await RunAsync(portal, data => Outsider.PublishOverAmqpAsync(host, Stream, data, Token));
        await MendsWhatCouldNotBeReadAsync(portal, host);
    }

    private async Task RunAsync(PortalProcess portal, Func<string, Task> publish)
    {
        await publish("""{"customerId":"c1","total":20,"country":"FR","customer":{"tier":"none"}}""");
        var ana = await SignInAsync(portal, Screen.Desktop, "ana");
        var ben = await SignInAsync(portal, Screen.Phone, "ben");

        await SeesEventsArriveAsync(ana, publish);
        await ben.GoAsync("/alerts");
        await LargeBasketRule.BuildAsync(ana, Stream);

        await publish("""{"customerId":"quiet","total":99,"country":"FR","customer":{"tier":"gold"}}""");
        await publish("""{"customerId":"c42","total":480,"country":"US","customer":{"tier":"gold"}}""");
        await ana.GoAsync("/alerts");
        await BothSeeAndAcknowledgeAsync(ana, ben);
        await FindsTheEventInTheLakeAsync(ana, portal);

        Assert.Empty(ana.Problems);
        Assert.Empty(ben.Problems);
    }

    private static async Task SeesEventsArriveAsync(Person person, Func<string, Task> publish)
    {
        await person.GoAsync($"/streams/{Stream}");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Status).Filter(new LocatorFilterOptions { HasText = "Live" })).ToBeVisibleAsync();
        await publish("""{"customerId":"just-now","total":21,"country":"DE","customer":{"tier":"none"}}""");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.List, new PageGetByRoleOptions { Name = "Newest events" })).ToContainTextAsync("just-now");
    }

    /// <summary>A message that is no event: an administrator sees it with the reason, sends it again in vain, and discards it.</summary>
    private async Task MendsWhatCouldNotBeReadAsync(PortalProcess portal, Uri host)
    {
        var cem = await SignInAsync(portal, Screen.Desktop, "cem");
        var page = cem.Page;
        await cem.GoAsync("/unreadable-messages");
        await Assertions.Expect(page.GetByText("Nothing has failed")).ToBeVisibleAsync();

        await Outsider.PublishOverAmqpAsync(host, Stream, """{"customerId":"c43","total":}""", Token);
        var messages = page.GetByRole(AriaRole.List, new PageGetByRoleOptions { NameRegex = new Regex("^Failed messages") }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(messages).ToHaveCountAsync(1);
        await messages.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Body of the message")).ToContainTextAsync("c43");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send again" }).ClickAsync();
        await Assertions.Expect(messages).ToHaveCountAsync(2);
        await Assertions.Expect(messages.Filter(new LocatorFilterOptions { HasText = "Sent again" })).ToHaveCountAsync(1);

        // The list of users is one statement, which this database has to understand too.
        await cem.GoAsync("/administration/users");
        await page.GetByLabel("Search users by name or e-mail address").FillAsync("ADMIN@");
        await page.GetByLabel("Search users by name or e-mail address").PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel($"Role of {PortalProcess.AdminEmail}")).ToHaveValueAsync("Administrator");
        Assert.Empty(cem.Problems);
    }

    private static async Task BothSeeAndAcknowledgeAsync(Person ana, Person ben)
    {
        ILocator Row(Person person) => person.Page.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = LargeBasketRule.Name });
        await Assertions.Expect(Row(ana)).ToHaveCountAsync(1);
        await Assertions.Expect(Row(ben)).ToHaveCountAsync(1);

        // On a phone, too, it says what it is about.
        await Assertions.Expect(Row(ben).GetByText($"on {Stream}")).ToBeVisibleAsync();

        await Row(ana).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { NameRegex = new Regex("^Acknowledge") }).ClickAsync();
        // The list shows open alerts: acknowledged by one, gone for the other, who did nothing.
        await Assertions.Expect(Row(ben)).ToHaveCountAsync(0);
    }

    private static async Task FindsTheEventInTheLakeAsync(Person person, PortalProcess portal)
    {
        var lake = Path.Combine(portal.DataDirectory, "lake");
        await Eventually.TrueAsync(() => TableFiles.Count(lake, Stream).Ids == 4, Token, TimeSpan.FromSeconds(30));
        Assert.Single(TableFiles.EventIds(lake, Stream, "WHERE data LIKE '%c42%' AND total = 480"));
        await person.GoAsync($"/lake/{Stream}");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(Stream);
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Summary" })).ToContainTextAsync("4");
    }
}
