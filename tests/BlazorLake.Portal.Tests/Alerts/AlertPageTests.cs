using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Features.Alerts;
using BlazorLake.Testing.Fakes;
using Bunit;

namespace BlazorLake.Portal.Tests.Alerts;

public class AlertPageTests : WorkContext
{
    private const string Explanation =
        """{"all":[{"field":"total","op":"gt","value":100,"actual":125.5,"result":true},{"field":"country","op":"eq","value":"<b>","missing":true,"result":false}],"result":false}""";

    [Fact]
    public void Render_Occurrence_ShowsWhyAndTheEventOutOfTheLake()
    {
        var alert = AddAlert();
        Archive.Events.Add(Samples.Event("""{"total":125.5}"""));

        var page = Open(alert);

        page.WaitForAssertion(() => Assert.Contains("total is more than 100", page.Markup, StringComparison.Ordinal));
        Assert.Equal("125.5", page.Find(".explanation .actual b").TextContent);
        Assert.Contains(page.FindAll(".explanation .actual b"), b => b.TextContent == "missing");
        Assert.Equal("125.5", page.Find(".json-tree .value").TextContent);
    }

    [Fact]
    public void Render_EventNotInTheLakeYet_OffersToLookAgain()
    {
        var page = Open(AddAlert());
        page.WaitForAssertion(() => Assert.Contains("Not in the lake yet", page.Markup, StringComparison.Ordinal));

        Archive.Events.Add(Samples.Event("""{"total":125.5}"""));
        page.FindAll("button").Single(b => b.TextContent.Contains("Look again", StringComparison.Ordinal)).Click();

        page.WaitForAssertion(() => Assert.Equal("125.5", page.Find(".json-tree .value").TextContent));
    }

    [Fact]
    public void Acknowledge_Editor_ShowsTheNewState()
    {
        var alert = AddAlert();
        var page = Open(alert);

        page.FindAll("button").Single(b => b.TextContent.Trim() == "Acknowledge").Click();

        page.WaitForAssertion(() => Assert.Contains("1 alert acknowledged.", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal(AlertState.Acknowledged, Alerts.Alerts.Single().State);
    }

    [Fact]
    public void Snooze_ForAnHour_IsUntilThen()
    {
        var page = Open(AddAlert());

        page.Find("button[title=Snooze]").Click();
        page.FindAll("button").Single(b => b.TextContent.Trim() == "For 1 hour").Click();

        page.WaitForAssertion(() => Assert.Equal(Clock.GetUtcNow().AddHours(1), Alerts.Alerts.Single().SnoozedUntil));
    }

    [Fact]
    public async Task LiveFeed_ResolvedElsewhere_ShowsAtOnce()
    {
        var alert = AddAlert();
        var page = Open(alert);
        page.WaitForAssertion(() => Assert.Equal(1, Feed.SubscriberCount));

        var resolved = await Alerts.ChangeAsync(alert.Id, new AlertAction.Resolve(), "bob@example.com", Xunit.TestContext.Current.CancellationToken);
        await Audit.WriteAsync("bob@example.com", "resolved", "alert", alert.Id.ToString(), "", Xunit.TestContext.Current.CancellationToken);
        await Feed.PublishAsync(new LiveChange.AlertsChanged([resolved!]), Xunit.TestContext.Current.CancellationToken);
        Clock.Advance(TimeSpan.FromMilliseconds(30));

        page.WaitForAssertion(() => Assert.Contains("bob@example.com", page.Find(".history").TextContent, StringComparison.Ordinal));
        Assert.Contains("Resolved", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Trim() == "Resolve");
    }

    [Fact]
    public void Render_UnknownAlert_SaysSo()
    {
        var page = Render<AlertPage>(p => p.Add(x => x.AlertGuid, Guid.CreateVersion7(Clock.GetUtcNow())));

        page.WaitForAssertion(() => Assert.Contains("There is no such alert", page.Markup, StringComparison.Ordinal));
    }

    private Alert AddAlert()
    {
        var alert = Alerts.Add("Large basket");
        Alerts.Occurrences.Add(new Occurrence(Guid.CreateVersion7(Samples.At), alert.RuleId, 1, Severity.Warning, "{}", Samples.At, Samples.At,
            [new OccurrenceEvent(Samples.Stream, "/tests", "e1", Samples.At)], Explanation, null, "Large basket", "", IsShadow: false));
        return alert;
    }

    private IRenderedComponent<AlertPage> Open(Alert alert) => Render<AlertPage>(p => p.Add(x => x.AlertGuid, alert.Id.Value));
}
