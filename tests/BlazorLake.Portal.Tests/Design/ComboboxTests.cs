using BlazorLake.Portal.Design;
using Bunit;

namespace BlazorLake.Portal.Tests.Design;

public sealed class ComboboxTests : WorkContext
{
    private static readonly ComboOption[] Fields = [new("country", "country", Detail: "France, Germany"), new("customer.tier", "customer.tier"), new("total", "total")];

    private readonly List<string> _chosen = [];
    private string _value = "";

    [Fact]
    public void Opened_ShowsAllAndNarrowsByWhatIsTyped()
    {
        var box = RenderBox();
        Assert.Empty(Options(box));

        box.Find("[role=combobox]").Focus();
        Assert.Equal(["country", "customer.tier", "total"], Options(box));
        Type(box, "FRANCE");

        Assert.Equal(["country"], Options(box));
        Assert.Equal("true", box.Find("[role=combobox]").GetAttribute("aria-expanded"));
    }

    [Fact]
    public void Keyboard_ArrowsGoRoundAndEnterChooses()
    {
        var box = RenderBox();
        var input = box.Find("[role=combobox]");
        input.Focus();

        input.KeyDown("ArrowUp");
        Assert.Equal("total", Active(box));
        input.KeyDown("ArrowDown");
        Assert.Equal("country", Active(box));
        input.KeyDown("Enter");

        Assert.Equal(("country", "country"), (_value, Assert.Single(_chosen)));
        Assert.Empty(Options(box));
    }

    [Fact]
    public void Enter_OnOwnWords_TakesThem()
    {
        var box = RenderBox();

        Type(box, "weight");
        box.Find("[role=combobox]").KeyDown("Enter");

        Assert.Equal("weight", Assert.Single(_chosen));
    }

    [Fact]
    public void Escape_ClosesAndChoosesNothing()
    {
        var box = RenderBox();
        box.Find("[role=combobox]").Focus();
        box.Find("[role=combobox]").KeyDown("ArrowDown");

        box.Find("[role=combobox]").KeyDown("Escape");

        Assert.Empty(Options(box));
        Assert.Empty(_chosen);
    }

    [Fact]
    public void Click_OnAnOption_ChoosesIt()
    {
        var box = RenderBox();
        box.Find("[role=combobox]").Focus();

        box.FindAll("[role=option]")[1].Click();

        Assert.Equal("customer.tier", Assert.Single(_chosen));
    }

    private IRenderedComponent<Combobox> RenderBox() => Render<Combobox>(p => p
        .Add(b => b.Label, "Field").Add(b => b.Value, _value).Add(b => b.Options, Fields).Add(b => b.ValueChanged, value => _value = value).Add(b => b.OnChosen, _chosen.Add));

    // The page around it gives back what it was told.
    private void Type(IRenderedComponent<Combobox> box, string text)
    {
        box.Find("[role=combobox]").Input(text);
        box.Render(p => p.Add(b => b.Value, _value));
    }

    private static IEnumerable<string> Options(IRenderedComponent<Combobox> box) => box.FindAll("[role=option] .value").Select(option => option.TextContent);

    private static string Active(IRenderedComponent<Combobox> box) =>
        box.Find($"#{box.Find("[role=combobox]").GetAttribute("aria-activedescendant")} .value").TextContent;
}
