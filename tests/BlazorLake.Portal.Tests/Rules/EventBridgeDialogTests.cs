using System.Text.Json.Nodes;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Portal.Features.Rules;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace BlazorLake.Portal.Tests.Rules;

public sealed class EventBridgeDialogTests : PageContext
{
    private const string Open = "Import from EventBridge…";
    private const string Pattern = """{"account":["1"],"detail":{"total":[{"numeric":[">",100]}],"country":["FR","DE"]}}""";

    public EventBridgeDialogTests()
    {
        SignIn(UserRoles.Editor);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        AddStream("shop.cart", """{"total":125.5,"country":"FR"}""");
    }

    [Fact]
    public async Task Use_OfPattern_FillsTheBuilderAndKeepsTheRest()
    {
        var (page, dialogs) = OpenDialog();
        dialogs.Find("textarea").Input(Pattern);

        await dialogs.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[aria-label=Field]").Count));
        Assert.Equal("Mine", page.Find("#rule-name").GetAttribute("value"));
        Assert.Contains("on shop.cart where total is more than 100, and country is FR or DE", TextOf(page.Find("[aria-label='The rule as a sentence']")), StringComparison.Ordinal);
        Assert.True(page.FindComponent<NavigationLock>().Instance.ConfirmExternalNavigation);

        Button(page, "JSON").Click();
        var saved = JsonNode.Parse(page.Find("textarea").GetAttribute("value")!)!;
        Assert.Equal("""{"all":[{"field":"total","op":"gt","value":100},{"field":"country","op":"in","value":["FR","DE"]}]}""", saved["match"]!.ToJsonString());
        Assert.IsType<RuleReading.Valid>(RuleReader.Read(saved.ToJsonString()));
    }

    [Fact]
    public void Type_Pattern_ShowsTheSentenceAndWhatIsLeftOut()
    {
        var (_, dialogs) = OpenDialog();

        dialogs.Find("textarea").Input(Pattern);

        var outcome = dialogs.Find("[role=status]");
        Assert.Contains("on shop.cart where total is more than 100, and country is FR or DE, alert with severity warning.", TextOf(outcome), StringComparison.Ordinal);
        Assert.Equal("Not in the rule", TextOf(Assert.Single(outcome.QuerySelectorAll("h3"))));
        Assert.StartsWith("/account 'account' is left out", TextOf(Assert.Single(outcome.QuerySelectorAll("li"))), StringComparison.Ordinal);
        Assert.False(Button(dialogs, "Use it").HasAttribute("disabled"));
    }

    [Fact]
    public void Type_PatternWithDifferences_NamesThemApart()
    {
        var (_, dialogs) = OpenDialog();

        dialogs.Find("textarea").Input("""{"region":["eu"],"detail":{"a":[{"exists":true}]}}""");

        Assert.Equal(["Not in the rule", "Not always the same as in EventBridge"], dialogs.FindAll("[role=status] h3").Select(h => TextOf(h)));
    }

    [Fact]
    public async Task Type_WhatIsNoPattern_SaysWhereAndCannotBeUsed()
    {
        var (page, dialogs) = OpenDialog();
        Assert.True(Button(dialogs, "Use it").HasAttribute("disabled"));

        dialogs.Find("textarea").Input("""{"detail":{"<b>":[{"prefx":"x"}]}}""");

        Assert.Equal("true", dialogs.Find("textarea").GetAttribute("aria-invalid"));
        Assert.Contains("/detail/<b>/0/prefx", TextOf(dialogs.Find(".errors")), StringComparison.Ordinal);
        Assert.Empty(dialogs.FindAll("b"));
        await dialogs.Find("form").SubmitAsync();
        Assert.NotEmpty(dialogs.FindAll("textarea"));
        Assert.Empty(page.FindAll("[aria-label=Field]"));
    }

    [Fact]
    public void Open_Dialog_GivesThePatternTheKeyboardWithoutACallToTheBrowser()
    {
        var (_, dialogs) = OpenDialog();

        Assert.NotNull(dialogs.Find("#eventbridge-pattern").GetAttribute("data-focus"));
        Assert.NotNull(dialogs.Find("label[for=eventbridge-pattern]"));
    }

    [Fact]
    public void Type_AsMuchAsFits_SaysThatThereMayBeMore()
    {
        var (_, dialogs) = OpenDialog();
        var most = int.Parse(dialogs.Find("textarea").GetAttribute("maxlength")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Empty(dialogs.FindAll(".bl-invalid"));

        dialogs.Find("textarea").Input(new string('{', most));

        Assert.Contains(dialogs.FindAll(".bl-invalid"), e => TextOf(e).Contains("The API takes longer patterns", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Edit_SavedRule_OffersNoImport()
    {
        var definition = Assert.IsType<RuleReading.Valid>(RuleReader.Read("""{"name":"Theirs","stream":"shop.cart"}""")).Definition;
        var rule = await Rules.AddAsync(definition, Domain.Rules.RuleState.Disabled, "bob@example.com", Xunit.TestContext.Current.CancellationToken);

        var page = Render<RuleEditorPage>(p => p.Add(x => x.RuleGuid, rule.Id.Value));

        Assert.DoesNotContain(page.FindAll("button"), b => TextOf(b) == Open);
    }

    private (IRenderedComponent<RuleEditorPage> Page, IRenderedComponent<MudDialogProvider> Dialogs) OpenDialog()
    {
        var dialogs = RenderDialogs();
        Services.GetRequiredService<NavigationManager>().NavigateTo(PortalUrls.NewRule + "?stream=shop.cart");
        var page = Render<RuleEditorPage>();
        page.Find("#rule-name").Input("Mine");
        Button(page, Open).Click();
        dialogs.WaitForElement("textarea");
        return (page, dialogs);
    }
}
