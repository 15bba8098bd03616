using System.Text.RegularExpressions;
using BlazorLake.EndToEnd.Tests.Browsers;
using BlazorLake.EndToEnd.Tests.Lake;
using BlazorLake.Testing;
using BlazorLake.Testing.Brokers;
using BlazorLake.Testing.Databases;
using BlazorLake.Testing.Portal;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.MainJob;

/// <summary>What the product is for, in real browsers: events arrive, a rule is clicked together, two people see its alert at once, the event is in the lake.</summary>
public sealed class MainJobTests(Chromium chromium, RabbitMqFixture broker, DatabaseFixture databases)
{
    private const string Stream = "shop.cart";

    [Fact]
    public async Task EmbeddedDefaults_FromFirstEventToAlertAndLake()
    {
        await using var portal = await PortalProcess.StartAsync(PortalSettings.Embedded, TestContext.Current.CancellationToken);
        await RunAsync(portal, data => Outsider.PublishOverHttpAsync(portal, Stream, data, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task RabbitMqAndPostgreSql_FromFirstEventToAlertAndLake()
    {
        var token = TestContext.Current.CancellationToken;
        var database = await databases.CreateAsync(DatabaseProvider.PostgreSql, token);
        var host = await broker.CreateVirtualHostAsync(token);
        await using var portal = await PortalProcess.StartAsync(PortalSettings.Connected(host, database), token);
        await RunAsync(portal, data => Outsider.PublishOverAmqpAsync(host, Stream, data, token));
    }

    private async Task RunAsync(PortalProcess portal, Func<string, Task> publish)
    {
        await publish("""{"customerId":"c1","total":20,"country":"FR","customer":{"tier":"none"}}""");
        await using var ana = await Person.SignInAsync(chromium, portal, Screen.Desktop);
        await using var ben = await Person.SignInAsync(chromium, portal, Screen.Phone);

        await SeesEventsArriveAsync(ana, publish);
        await ben.GoAsync("/alerts");
        await BuildsARuleAsync(ana);

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

    /// <summary>total &gt; 100 and (country is FR or customer.tier is gold), once per customer.</summary>
    private static async Task BuildsARuleAsync(Person person)
    {
        var page = person.Page;
        await person.GoAsync($"/rules/new?stream={Stream}");
        await page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).FillAsync("Large basket");
        var groups = page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { NameRegex = new Regex("^Group") });
        var conditions = page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Condition", Exact = true });
        // A group's own buttons come after those of the groups in it.
        ILocator Button(int group, string name) => groups.Nth(group).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name, Exact = true }).Last;

        await Button(0, "Condition").ClickAsync();
        await FillAsync(conditions.Nth(0), "total", "gt", "100");
        await Button(0, "Group").ClickAsync();
        await FillAsync(conditions.Nth(1), "country", "eq", "FR");
        await Button(1, "Condition").ClickAsync();
        await FillAsync(conditions.Nth(2), "customer.tier", "eq", "gold");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Save and enable" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/rules/[0-9a-f-]{36}$"));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Large basket" })).ToBeVisibleAsync();
    }

    private static async Task FillAsync(ILocator condition, string field, string comparison, string value)
    {
        var input = condition.GetByRole(AriaRole.Combobox, new LocatorGetByRoleOptions { Name = "Field", Exact = true });
        await input.FillAsync(field);
        await input.PressAsync("Enter");
        await condition.GetByLabel("Comparison").SelectOptionAsync(comparison);
        await condition.GetByRole(AriaRole.Combobox, new LocatorGetByRoleOptions { Name = "Value", Exact = true }).FillAsync(value);
    }

    private static async Task BothSeeAndAcknowledgeAsync(Person ana, Person ben)
    {
        ILocator Row(Person person) => person.Page.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = "Large basket" });
        await Assertions.Expect(Row(ana)).ToHaveCountAsync(1);
        await Assertions.Expect(Row(ben)).ToHaveCountAsync(1);

        await Row(ana).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { NameRegex = new Regex("^Acknowledge") }).ClickAsync();
        // The list shows open alerts: acknowledged by one, gone for the other, who did nothing.
        await Assertions.Expect(Row(ben)).ToHaveCountAsync(0);
    }

    private static async Task FindsTheEventInTheLakeAsync(Person person, PortalProcess portal)
    {
        var lake = Path.Combine(portal.DataDirectory, "lake");
        await Eventually.TrueAsync(() => TableFiles.Count(lake, Stream).Ids == 4, TestContext.Current.CancellationToken, TimeSpan.FromSeconds(30));
        Assert.Single(TableFiles.EventIds(lake, Stream, "WHERE data LIKE '%c42%' AND total = 480"));
        await person.GoAsync($"/lake/{Stream}");
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(Stream);
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Summary" })).ToContainTextAsync("4");
    }
}
