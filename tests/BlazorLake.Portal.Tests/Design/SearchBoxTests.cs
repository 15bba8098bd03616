using BlazorLake.Portal.Design;
using Bunit;

namespace BlazorLake.Portal.Tests.Design;

public sealed class SearchBoxTests : WorkContext
{
    private readonly List<string> _searched = [];

    [Fact]
    public void Typing_Pauses_SearchesOnceForAllOfIt()
    {
        var box = RenderBox();

        box.Find("input").Input("b");
        Clock.Advance(SearchBox.Pause / 2);
        box.Find("input").Input(" ba ");
        Clock.Advance(SearchBox.Pause / 2);
        Assert.Empty(_searched);
        Clock.Advance(SearchBox.Pause);

        box.WaitForAssertion(() => Assert.Equal(["ba"], _searched));
        Assert.Equal(" ba ", box.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Enter_SearchesAtOnceAndOnlyOnce()
    {
        var box = RenderBox();

        box.Find("input").Input("ba");
        box.Find("input").Change("ba");
        Clock.Advance(SearchBox.Pause * 2);

        Assert.Equal(["ba"], _searched);
    }

    [Fact]
    public void Text_FromALink_TakesThePlaceOfWhatWasTyped()
    {
        var box = RenderBox();
        box.Find("input").Input("ba");

        box.Render(p => p.Add(b => b.Text, "cart"));

        Assert.Equal("cart", box.Find("input").GetAttribute("value"));
    }

    private IRenderedComponent<SearchBox> RenderBox() =>
        Render<SearchBox>(p => p.Add(b => b.Label, "Search").Add(b => b.Text, "").Add(b => b.TextChanged, _searched.Add));
}
