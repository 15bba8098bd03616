using BlazorLake.Domain.Access;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Features.Alerts;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.Alerts;

public class AlertsPageTests : WorkContext
{
    [Fact]
    public void Render_NoAlerts_SaysThatNothingNeedsYou()
    {
        var page = Render<AlertsPage>();

        page.WaitForAssertion(() => Assert.Contains("Nothing needs you", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_StoreFails_OffersToTryAgain()
    {
        Alerts.Failure = new TimeoutException("slow");
        var page = Render<AlertsPage>();
        page.WaitForAssertion(() => Assert.Contains("could not be loaded", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        Alerts.Failure = null;
        Alerts.Add("Back again");
        page.FindAll("button").First(b => b.TextContent.Contains("Try again", StringComparison.Ordinal)).Click();

        page.WaitForAssertion(() => Assert.Contains("Back again", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Acknowledge_Editor_StoresItAndTellsEveryone()
    {
        var alert = Alerts.Add("Large basket");
        var page = Render<AlertsPage>();

        page.WaitForElement("[aria-label='Acknowledge Large basket']").Click();

        page.WaitForAssertion(() => Assert.DoesNotContain("Large basket", page.Find("main, body > *, .empty").TextContent, StringComparison.Ordinal));
        Assert.Equal(AlertState.Acknowledged, Alerts.Alerts.Single().State);
        Assert.Equal("ana@example.com", Alerts.Alerts.Single().UpdatedBy);
        Assert.Equal(alert.Id, Assert.IsType<LiveChange.AlertsChanged>(Assert.Single(Feed.Published)).Alerts.Single().Id);
    }

    [Fact]
    public void Render_Viewer_HasNoActions()
    {
        SignIn(UserRoles.Viewer);
        Alerts.Add("Large basket");
        var page = Render<AlertsPage>();

        page.WaitForAssertion(() => Assert.Contains("Large basket", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[aria-label^=Acknowledge]"));
        Assert.Empty(page.FindAll("input[type=checkbox]"));
    }

    [Fact]
    public async Task Acknowledge_RoleTakenAway_ChangesNothing()
    {
        Alerts.Add("Large basket");
        var page = Render<AlertsPage>();
        var button = page.WaitForElement("[aria-label='Acknowledge Large basket']");

        SignIn(UserRoles.Viewer);
        await button.ClickAsync();

        Assert.Equal(AlertState.Open, Alerts.Alerts.Single().State);
    }

    [Fact]
    public async Task LiveFeed_NewAlertAndOneTakenCareOfElsewhere_CountAtOnceInTheirTabs()
    {
        Alerts.Add("First");
        var page = Render<AlertsPage>();
        page.WaitForAssertion(() => Assert.Equal(1, Feed.SubscriberCount));
        var second = Alerts.Add("Second");
        var third = Alerts.Add("Third", state: AlertState.Acknowledged);

        await Feed.PublishAsync(new LiveChange.AlertsChanged([second, third]), Xunit.TestContext.Current.CancellationToken);
        Clock.Advance(TimeSpan.FromMilliseconds(30));
        Clock.Advance(TimeSpan.FromMilliseconds(250));

        page.WaitForAssertion(() => Assert.Equal(["2", "1", "0", "0", "3"], page.FindAll(".states .count").Select(c => c.TextContent)));
    }

    [Fact]
    public async Task LiveFeed_NewAlert_AppearsWithoutReadingAgain()
    {
        Alerts.Add("First");
        var page = Render<AlertsPage>();
        page.WaitForAssertion(() => Assert.Equal(1, Feed.SubscriberCount));
        var reads = Alerts.ListCount;

        await Feed.PublishAsync(new LiveChange.AlertsChanged([Alerts.Add("Second")]), Xunit.TestContext.Current.CancellationToken);
        Clock.Advance(TimeSpan.FromMilliseconds(30));

        page.WaitForAssertion(() => Assert.Equal(["Second", "First"], page.FindAll("li strong").Select(t => t.TextContent)));
        Assert.Equal(reads, Alerts.ListCount);
    }

    [Fact]
    public async Task LiveFeed_AcknowledgedElsewhere_Disappears()
    {
        var alert = Alerts.Add("First");
        Alerts.Add("Second");
        var page = Render<AlertsPage>();
        page.WaitForAssertion(() => Assert.Equal(1, Feed.SubscriberCount));

        await Feed.PublishAsync(new LiveChange.AlertsChanged([alert with { State = AlertState.Acknowledged }]), Xunit.TestContext.Current.CancellationToken);
        Clock.Advance(TimeSpan.FromMilliseconds(30));

        page.WaitForAssertion(() => Assert.Equal(["Second"], page.FindAll("li strong").Select(t => t.TextContent)));
    }

    [Fact]
    public void LiveFeed_Silent_IsReadAgainAfterFiveSeconds()
    {
        var page = Render<AlertsPage>();
        page.WaitForAssertion(() => Assert.Equal(1, Feed.SubscriberCount));

        Alerts.Add("Missed by the feed");
        Clock.Advance(TimeSpan.FromSeconds(5));
        Clock.Advance(TimeSpan.FromMilliseconds(30));

        page.WaitForAssertion(() => Assert.Contains("Missed by the feed", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Select_Two_ResolvesBoth()
    {
        Alerts.Add("First");
        Alerts.Add("Second");
        var page = Render<AlertsPage>();

        page.WaitForElement("[aria-label='Select First']").Change(true);
        page.Find("[aria-label='Select Second']").Change(true);
        page.Find("[aria-label='Selected alerts']").QuerySelectorAll("button").Single(b => b.TextContent.Trim() == "Resolve").Click();

        page.WaitForAssertion(() => Assert.All(Alerts.Alerts, a => Assert.Equal(AlertState.Resolved, a.State)));
        Assert.Contains("2 alerts resolved.", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Filter_Severity_GoesIntoTheAddress()
    {
        Alerts.Add("Minor", severity: Severity.Info);
        var page = Render<AlertsPage>();

        page.WaitForElement("select[aria-label=Severity]").Change("Critical");

        Assert.EndsWith("/alerts?severity=critical", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("No alert fits these filters", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_HostileTitle_IsText()
    {
        Alerts.Add("<img src=x onerror=alert(1)>");
        var page = Render<AlertsPage>();

        page.WaitForAssertion(() => Assert.Equal("<img src=x onerror=alert(1)>", page.Find("li strong").TextContent));
        Assert.Empty(page.FindAll("img"));
    }

    [Fact]
    public async Task Dispose_Page_StopsListening()
    {
        var page = Render<AlertsPage>();
        page.WaitForAssertion(() => Assert.Equal(1, Feed.SubscriberCount));

        await DisposeComponentsAsync();

        Assert.Equal(0, Feed.SubscriberCount);
    }
}
