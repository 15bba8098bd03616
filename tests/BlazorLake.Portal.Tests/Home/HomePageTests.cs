using BlazorLake.Domain.Access;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Features.Home;
using BlazorLake.Testing.Fakes;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.Home;

public sealed class HomePageTests : PageContext
{
    public HomePageTests() => Services.AddSingleton<StreamPulse>();

    [Fact]
    public void Newcomer_NothingYet_IsToldToSendEvents()
    {
        var page = RenderHome();

        Assert.Equal("Get going", TextOf(page.Find("#first-steps")));
        Assert.Contains(page.FindAll("a"), link => TextOf(link) == "Show me how" && link.GetAttribute("href") == "/streams");
        Assert.Contains("No stream yet", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Newcomer_HasEvents_IsToldToMakeARuleOfThem()
    {
        AddStream("shop.cart", 10);

        var page = RenderHome();

        Assert.Contains(page.FindAll("a"), link => TextOf(link) == "Make the first rule" && link.GetAttribute("href") == "/rules/new?stream=shop.cart");
    }

    [Fact]
    public void Newcomer_IsViewer_IsNotToldToMakeRules()
    {
        SignIn(UserRoles.Viewer);
        AddStream("shop.cart", 10);

        Assert.DoesNotContain("Make the first rule", RenderHome().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EverythingThere_ShowsCountsAndNoFirstSteps()
    {
        AddStream("shop.cart", 1234);
        await Rules.AddAsync(new RuleDefinition { Name = "r", Json = "{}" }, RuleState.Enabled, "ana", CancellationToken.None);
        Alerts.Add("Large basket");

        var page = RenderHome();

        Assert.Empty(page.FindAll("#first-steps"));
        Assert.Equal(["Events per second –", "Events received 1,234 in 1 stream", "Open alerts 1 0 acknowledged", "Rules at work 1"], page.FindAll(".stat").Select(TextOf));
    }

    [Fact]
    public void Rate_EventsArrive_FollowsEachSecond()
    {
        AddStream("shop.cart", 100);
        var page = RenderHome();

        Streams.Streams[0] = Streams.Streams[0] with { EventCount = 350 };
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Equal("250/s", TextOf(page.Find(".rate"))));
    }

    [Fact]
    public async Task Alert_Arrives_ShowsWithTheNextSecond()
    {
        AddStream("shop.cart", 1);
        var page = RenderHome();

        var alert = Alerts.Add("<script>alert(1)</script>");
        await Feed.PublishAsync(new LiveChange.AlertsChanged([alert]), CancellationToken.None);
        Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Equal("<script>alert(1)</script>", TextOf(page.Find(".title"))));
        Assert.Equal($"/alerts/{alert.Id}", page.Find("a:has(.title)").GetAttribute("href"));
    }

    [Fact]
    public void Stores_Fail_OffersAnotherTryThatWorks()
    {
        Alerts.Failure = new TimeoutException("db7.internal");
        var page = Render<HomePage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=alert]")));
        Assert.DoesNotContain("db7", page.Markup, StringComparison.Ordinal);

        Alerts.Failure = null;
        Button(page, "Try again").Click();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".stat")));
    }

    [Fact]
    public async Task Leave_LastPage_LetsGoOfTheFeed()
    {
        RenderHome();
        Assert.Equal(1, Feed.SubscriberCount);

        await DisposeComponentsAsync();

        Assert.Equal(0, Feed.SubscriberCount);
    }

    private IRenderedComponent<HomePage> RenderHome()
    {
        var page = Render<HomePage>();
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".stat")));
        return page;
    }

    private void AddStream(string name, long count) =>
        Streams.Streams.Add(new StreamSummary(StreamName.Parse(name), count, 0, Samples.At, Samples.At, Samples.At));
}
