using System.Text.RegularExpressions;
using BlazorLake.Portal.Design;
using Bunit;

namespace BlazorLake.Portal.Tests.Design;

public sealed partial class DesignTests : PageContext
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60)]
    public void Sparkline_AnyNumberOfValues_DrawsValidPaths(int count)
    {
        var spark = Render<Sparkline>(s => s.Add(p => p.Label, "rate").Add(p => p.Slots, 60).Add(p => p.Values, [.. Enumerable.Range(0, count).Select(i => i * 1.5)]));

        Assert.All(spark.FindAll("path"), path => Assert.Matches(PathData(), path.GetAttribute("d")!));
        Assert.Equal(count > 1 ? 3 : 1, spark.FindAll("path").Count);
        Assert.Equal("rate", spark.Find("svg").GetAttribute("aria-label"));
    }

    [Fact]
    public void RelativeTime_AnyZone_TellsTheBrowserTheInstantInUtc()
    {
        var time = Render<RelativeTime>(t => t.Add(p => p.At, new DateTimeOffset(2026, 11, 23, 17, 30, 0, TimeSpan.FromHours(2))).Add(p => p.Mode, TimeMode.Full)).Find("bl-time");

        Assert.Equal("2026-11-23T15:30:00.000Z", time.GetAttribute("datetime"));
        Assert.Equal("full", time.GetAttribute("mode"));
        Assert.Equal("23 Nov 2026 15:30:00 UTC", time.GetAttribute("data-fallback"));
    }

    [Fact]
    public void LoadView_KeyChanges_LoadsTheOther()
    {
        var wanted = "first";
        var view = Render<LoadView<string>>(v => v.Add(p => p.Key, wanted).Add(p => p.Load, _ => Task.FromResult<string?>(wanted)).Add(p => p.ChildContent, text => $"<b>{text}</b>"));
        Assert.Equal("first", view.Find("b").TextContent);

        wanted = "second";
        view.Render(v => v.Add(p => p.Key, wanted));

        Assert.Equal("second", view.Find("b").TextContent);
    }

    [Fact]
    public void LoadView_RefreshFails_KeepsWhatItShows()
    {
        var fail = false;
        var view = Render<LoadView<string>>(v => v
            .Add(p => p.RefreshEvery, TimeSpan.FromSeconds(1))
            .Add(p => p.Load, _ => fail ? Task.FromException<string?>(new IOException()) : Task.FromResult<string?>("shown"))
            .Add(p => p.ChildContent, text => $"<b>{text}</b>"));

        fail = true;
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("shown", view.Find("b").TextContent);
    }

    [GeneratedRegex(@"\AM[-0-9. LHZ]+\z")]
    private static partial Regex PathData();
}
