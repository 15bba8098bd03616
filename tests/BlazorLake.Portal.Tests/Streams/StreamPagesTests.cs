using BlazorLake.Domain.Access;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Features.Streams;
using BlazorLake.Testing.Fakes;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.Streams;

public class StreamPagesTests : WorkContext
{
    [Fact]
    public void List_NoStreams_ShowsHowToPublish()
    {
        var page = Render<StreamsPage>();

        Assert.Contains("Waiting for the first event", page.Markup, StringComparison.Ordinal);
        Assert.Contains("curl -X POST", page.Find("[aria-label='Publish an event with curl']").TextContent, StringComparison.Ordinal);
        Assert.Contains("blazorlake.events", page.Find("[aria-label='Publish an event with Python']").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll("[data-copy]").Count);
    }

    [Fact]
    public void List_NewStream_AppearsByItself()
    {
        var page = Render<StreamsPage>();
        AddStream("shop.cart", """{"a":1}""");

        Clock.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Assert.Equal("shop.cart", page.Find("td a").TextContent));
    }

    [Fact]
    public void List_StoreFails_OffersToTryAgain()
    {
        Streams.Failure = new TimeoutException("slow");

        var page = Render<StreamsPage>();

        Assert.Contains("could not be loaded", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Tail_LiveEvents_ArriveAndStandStillWhilePaused()
    {
        var page = OpenTail("""{"country":"FR"}""");
        Assert.Single(page.FindAll("button.event"));

        page.FindAll("button").Single(b => b.TextContent.Trim() == "Pause").Click();
        Push("""{"country":"DE"}""", "live");
        page.WaitForAssertion(() => Assert.Contains("Paused, 1 new", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll("button.event"));

        page.FindAll("button").Single(b => b.TextContent.Trim() == "Go on").Click();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("button.event").Count));
    }

    [Fact]
    public void Tail_EventsArriveWhileTheLakeIsRead_AreAllThereOnce()
    {
        Archive.Gate = new TaskCompletionSource();
        var page = OpenTail("""{"country":"FR"}""");
        // One that the reading will find too, and one that came too late for it.
        Feed.Push(Samples.Stream, Archive.Events[0]);
        Push("""{"country":"DE"}""", "live");

        Archive.Gate.SetResult();

        page.WaitForAssertion(() => Assert.Equal(["live", "e1"], page.FindAll("button.event .id").Select(id => id.TextContent)));
    }

    [Fact]
    public void Tail_OpenedForOneEvent_ShowsItHoweverOldItIs()
    {
        var old = Samples.Event("""{"country":"IT"}""", "long-ago", at: Clock.GetUtcNow().AddDays(-90));
        Archive.Events.Add(old);
        var stream = AddStream("shop.cart", [.. Enumerable.Repeat("""{"country":"FR"}""", 150)]);

        var page = Render<LiveTailPanel>(p => p.Add(x => x.Stream, stream).Add(x => x.FirstFilter, "$id=long-ago").Add(x => x.At, old.Time));

        page.WaitForAssertion(() => Assert.Equal("long-ago", Assert.Single(page.FindAll("button.event .id")).TextContent));
    }

    [Theory]
    [InlineData("de", 1)]
    [InlineData("country=FR", 1)]
    [InlineData("country=F", 0)]
    [InlineData("country", 2)]
    public void Tail_Filter_NarrowsTheList(string filter, int expected)
    {
        var page = OpenTail("""{"country":"FR"}""", """{"country":"DE"}""");

        page.Find("input[type=search]").Input(filter);

        Assert.Equal(expected, page.FindAll("button.event").Count);
    }

    [Fact]
    public void Tail_OpenedEvent_ShowsHostileTextAsText()
    {
        var page = OpenTail("""{"name":"<script>alert(1)</script>\u0000"}""");

        page.Find("button.event").Click();

        Assert.Equal("<script>alert(1)</script>␀", page.Find(".json-tree .value").TextContent);
        Assert.Empty(page.FindAll("script"));
    }

    [Fact]
    public void Tail_MakeRule_GoesToTheBuilderWithTheStream()
    {
        var page = OpenTail("""{"country":"FR"}""");
        page.Find("button.event").Click();

        page.FindAll("button").Single(b => b.TextContent.Contains("Make a rule", StringComparison.Ordinal)).Click();

        Assert.EndsWith("/rules/new?stream=shop.cart", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Tail_Viewer_CannotMakeARule()
    {
        SignIn(UserRoles.Viewer);
        var page = OpenTail("""{"country":"FR"}""");
        page.Find("button.event").Click();

        Assert.DoesNotContain("Make a rule", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_Profile_ListsTypesAndValues()
    {
        var stream = AddStream("shop.cart", """{"total":1,"at":"2026-01-01T00:00:00Z"}""", """{"total":20,"country":"FR"}""");

        var page = Render<FieldsPanel>(p => p.Add(x => x.Stream, stream));

        var rows = page.FindAll("tbody tr").Select(r => string.Join('|', r.QuerySelectorAll("td").Take(3).Select(c => c.TextContent.Trim())));
        Assert.Equal(["at|time|50%", "country|text|50%", "total|number|100%"], rows);
    }

    [Fact]
    public void Settings_Administrator_SavesTheTimeField()
    {
        SignIn(UserRoles.Administrator);
        var stream = AddStream("shop.cart", """{"at":"2026-01-01T00:00:00Z"}""");
        var page = Render<StreamSettingsPanel>(p => p.Add(x => x.Stream, stream));

        page.Find("#time-field").Input("at");
        page.FindAll("button").Single(b => b.TextContent == "Save").Click();

        page.WaitForAssertion(() => Assert.Equal(new StreamSettings("at"), Streams.Settings[stream]));
    }

    [Fact]
    public void Settings_Editor_CanOnlyLook()
    {
        var stream = AddStream("shop.cart", """{"at":1}""");

        var page = Render<StreamSettingsPanel>(p => p.Add(x => x.Stream, stream));

        Assert.True(page.Find("#time-field").HasAttribute("disabled"));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent == "Save");
    }

    [Fact]
    public void Stream_Unknown_SaysThatNothingArrived()
    {
        var page = Render<StreamPage>(p => p.Add(x => x.StreamName, "../etc"));

        Assert.Contains("No event has arrived here yet", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Live events", "Pause")]
    [InlineData("?tab=fields", "Fields", "No field was seen yet")]
    [InlineData("?tab=publish", "How to publish", "curl -X POST")]
    [InlineData("?tab=settings", "Settings", "Event time")]
    public void Tabs_AreAddresses(string query, string chosen, string shown)
    {
        AddStream("shop.cart", "{}");
        Services.GetRequiredService<NavigationManager>().NavigateTo("/streams/shop.cart" + query);

        var page = Render<StreamPage>(p => p.Add(x => x.StreamName, "shop.cart"));

        Assert.Equal(chosen, page.Find("nav[aria-label='About this stream'] [aria-current=page]").TextContent);
        page.WaitForAssertion(() => Assert.Contains(shown, page.Markup, StringComparison.Ordinal));
        Assert.Equal(4, page.FindAll("nav[aria-label='About this stream'] a").Count);
    }

    private IRenderedComponent<LiveTailPanel> OpenTail(params string[] events)
    {
        var stream = AddStream("shop.cart", events);
        var page = Render<LiveTailPanel>(p => p.Add(x => x.Stream, stream));
        page.WaitForAssertion(() => Assert.Equal(1, Feed.WatcherCount));
        return page;
    }

    private void Push(string data, string id)
    {
        Feed.Push(Samples.Stream, Samples.Event(data, id));
        Clock.Advance(TimeSpan.FromMilliseconds(250));
    }
}
