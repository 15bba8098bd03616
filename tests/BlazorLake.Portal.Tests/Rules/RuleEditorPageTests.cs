using System.Text.Json.Nodes;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Portal.Features.Rules;
using BlazorLake.Testing.Fakes;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.Rules;

public class RuleEditorPageTests : WorkContext
{
    private static readonly string[] Carts =
    [
        """{"customerId":"17850","total":125.5,"country":"FR"}""",
        """{"customerId":"17851","total":20,"country":"DE"}""",
        """{"customerId":"17852","total":300,"country":"GB"}""",
    ];

    public RuleEditorPageTests() => SetRendererInfo(new RendererInfo("Server", isInteractive: true));

    [Fact]
    public void Build_NestedGroupByClicking_SavesTheRule()
    {
        var page = Open("shop.cart");
        page.Find("#rule-name").Input("Large basket");
        Click(page, "Condition");
        page.Find("[aria-label=Field]").Input("total");
        page.Find("[aria-label=Comparison]").Change("gt");
        page.Find("[aria-label=Value]").Input("100");
        Click(page, "Group");
        var inner = page.FindAll("[aria-label=Field]");
        Assert.Equal(2, inner.Count);
        inner[1].Input("country");
        page.FindAll("[aria-label=Value]")[1].Input("FR");

        Click(page, "Save and enable");

        page.WaitForAssertion(() => Assert.Single(Rules.Rules));
        var saved = Rules.Rules.Single();
        Assert.Equal(RuleState.Enabled, saved.State);
        Assert.Equal("ana@example.com", saved.UpdatedBy);
        Assert.Equal(
            """{"all":[{"field":"total","op":"gt","value":100},{"any":[{"field":"country","op":"eq","value":"FR"}]}]}""",
            JsonNode.Parse(saved.Definition.Json)!["match"]!.ToJsonString());
        Assert.Contains(Feed.Published, c => c is LiveChange.RulesChanged);
    }

    [Fact]
    public void Add_Condition_GivesItTheKeyboardWithoutACallToTheBrowser()
    {
        var page = Open("shop.cart");

        Click(page, "Condition");

        Assert.NotNull(page.Find("[aria-label=Field]").GetAttribute("data-focus"));
        Assert.DoesNotContain(JSInterop.Invocations, call => call.Identifier.Contains("focus", StringComparison.OrdinalIgnoreCase));
        page.Find("[aria-label=Field]").Input("total");
        Assert.Null(page.Find("[aria-label=Field]").GetAttribute("data-focus"));
    }

    [Fact]
    public void Remove_Condition_GivesTheKeyboardToTheNextOneAndAtLastToWhatAddsOne()
    {
        var page = Open("shop.cart");
        Click(page, "Condition");
        page.Find("[aria-label=Field]").Input("total");
        Click(page, "Condition");
        page.FindAll("[aria-label=Field]")[1].Input("country");

        page.FindAll("[aria-label='Remove this condition']")[0].Click();
        Assert.Equal("country", page.Find("[aria-label=Field]").GetAttribute("value"));
        Assert.NotNull(page.Find("[aria-label='Remove this condition']").GetAttribute("data-focus"));

        page.Find("[aria-label='Remove this condition']").Click();
        Assert.NotNull(page.FindAll("button").First(b => TextOf(b) == "Condition").GetAttribute("data-focus"));
    }

    [Fact]
    public void Open_NotLiveYet_HasNoFormToTypeInto()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        Assert.Empty(Open("shop.cart").FindAll("input"));
    }

    [Fact]
    public async Task Leave_NameTypedWhileTheStreamLoads_IsNotTakenForSaved()
    {
        AddStream("shop.cart", Carts);
        var page = Render<RuleEditorPage>();
        Streams.ProfileGate = new TaskCompletionSource();
        var choosing = page.Find("#rule-stream").ChangeAsync(new ChangeEventArgs { Value = "shop.cart" });
        page.Find("#rule-name").Input("Mine");

        Streams.ProfileGate.SetResult();

        await choosing;
        Assert.True(page.FindComponent<NavigationLock>().Instance.ConfirmExternalNavigation);
    }

    [Fact]
    public void Sentence_WhileEditing_FollowsEachChange()
    {
        var page = Open("shop.cart");
        Click(page, "Condition");
        page.Find("[aria-label=Field]").Input("total");
        page.Find("[aria-label=Comparison]").Change("gt");
        page.Find("[aria-label=Value]").Input("100");

        Assert.Contains("total is more than 100", TextOf(page.Find("[aria-label='The rule as a sentence']")), StringComparison.Ordinal);
    }

    [Fact]
    public void Matches_WhileEditing_CountTheNewestEvents()
    {
        var page = Open("shop.cart");
        Settle(page, "3 of the newest 3 events match");

        Click(page, "Condition");
        page.Find("[aria-label=Field]").Input("total");
        page.Find("[aria-label=Comparison]").Change("gt");
        page.Find("[aria-label=Value]").Input("200");

        Settle(page, "1 of the newest 3 events matches");
    }

    [Fact]
    public void Matches_LiveEvent_JoinsThem()
    {
        var page = Open("shop.cart");
        Settle(page, "3 of the newest 3 events match");

        Feed.Push(Samples.Stream, Samples.Event(Carts[0], "live", at: Clock.GetUtcNow().AddMinutes(1)));

        Settle(page, "4 of the newest 4 events match");
    }

    [Fact]
    public void Pick_ValueOfAnEvent_BecomesAConditionAndGoesAgain()
    {
        var page = Open("shop.cart");
        Settle(page, "3 of the newest 3 events match");
        page.FindAll("button.event")[^1].Click();

        page.FindAll("button.pick").Single(b => b.TextContent == "125.5").Click();
        Settle(page, "1 of the newest 3 events matches");
        Assert.Contains("total is 125.5", TextOf(page.Find("[aria-label='The rule as a sentence']")), StringComparison.Ordinal);

        page.FindAll("button.pick").Single(b => b.TextContent == "125.5").Click();
        Settle(page, "3 of the newest 3 events match");
    }

    [Fact]
    public void Save_NothingEntered_SaysWhatIsMissingBesideTheField()
    {
        var page = Open("shop.cart");
        Click(page, "Condition");

        Click(page, "Save");

        Assert.Contains("Give the rule a name.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Choose a field.", page.Find(".problems").TextContent, StringComparison.Ordinal);
        Assert.Contains("Not saved yet", page.Find(".refusal").TextContent, StringComparison.Ordinal);
        Assert.Empty(Rules.Rules);
    }

    [Fact]
    public async Task Save_SomebodyWasFaster_KeepsTheDraftAndSaysSo()
    {
        var rule = await AddRuleAsync();
        AddStream("shop.cart", Carts);
        var page = Render<RuleEditorPage>(p => p.Add(x => x.RuleGuid, rule.Id.Value));
        page.Find("#rule-name").Input("Mine");
        await Rules.SaveAsync(rule.Id, 1, rule.Definition, "bob@example.com", Xunit.TestContext.Current.CancellationToken);

        Click(page, "Save");

        page.WaitForAssertion(() => Assert.Contains("version 2 meanwhile", page.Find(".refusal").TextContent, StringComparison.Ordinal));
        Assert.Equal("Mine", page.Find("#rule-name").GetAttribute("value"));
    }

    [Fact]
    public async Task Save_RoleTakenAway_IsRefused()
    {
        var rule = await AddRuleAsync();
        AddStream("shop.cart", Carts);
        var page = Render<RuleEditorPage>(p => p.Add(x => x.RuleGuid, rule.Id.Value));
        page.Find("#rule-name").Input("Mine");
        SignIn(UserRoles.Viewer);

        Click(page, "Save");

        page.WaitForAssertion(() => Assert.Contains("only editors change rules", page.Find(".refusal").TextContent, StringComparison.Ordinal));
        Assert.Equal(1, Rules.Rules.Single().Version);
    }

    [Fact]
    public void Json_Applied_BecomesTheForm()
    {
        var page = Open("shop.cart");
        Click(page, "JSON");
        page.Find("textarea").Input("""{"name":"From JSON","stream":"shop.cart","severity":"critical","match":{"any":[{"field":"country","op":"in","value":["FR","DE"]}]}}""");

        Click(page, "Apply to the form");

        Assert.Equal("From JSON", page.Find("#rule-name").GetAttribute("value"));
        Assert.Equal(["FR", "DE"], page.FindAll("[aria-label=Values] li span").Select(s => s.TextContent));
    }

    [Fact]
    public void Json_Invalid_NamesThePlace()
    {
        var page = Open("shop.cart");
        Click(page, "JSON");
        page.Find("textarea").Input("""{"name":"x","stream":"shop.cart","match":{"all":[{"field":"a","op":"equals","value":1}]}}""");

        Click(page, "Apply to the form");

        Assert.Contains("/match/all/0/op", page.Find(".errors").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Save_BelowTheForm_SaysThereWhyNot()
    {
        var page = Open("shop.cart");

        page.Find(".finish button").Click();

        Assert.Contains("Give the rule a name.", page.Find(".finish p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_UnknownRule_SaysSo()
    {
        var page = Render<RuleEditorPage>(p => p.Add(x => x.RuleGuid, Guid.CreateVersion7(Clock.GetUtcNow())));

        Assert.Contains("Rule not found", page.Markup, StringComparison.Ordinal);
    }

    private async Task<SavedRule> AddRuleAsync()
    {
        var definition = Assert.IsType<RuleReading.Valid>(RuleReader.Read("""{"name":"Theirs","stream":"shop.cart"}""")).Definition;
        return await Rules.AddAsync(definition, RuleState.Disabled, "bob@example.com", Xunit.TestContext.Current.CancellationToken);
    }

    private IRenderedComponent<RuleEditorPage> Open(string stream)
    {
        AddStream(stream, Carts);
        Services.GetRequiredService<NavigationManager>().NavigateTo(PortalUrls.NewRule + "?stream=" + stream);
        return Render<RuleEditorPage>();
    }

    private void Settle(IRenderedComponent<RuleEditorPage> page, string expected)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.True(page.FindAll(".sum p").Any(p => TextOf(p).Contains(expected, StringComparison.Ordinal)), page.Find("aside").OuterHtml));
    }

    private static void Click(IRenderedComponent<RuleEditorPage> page, string text) => page.FindAll("button").First(b => TextOf(b) == text).Click();

    private static string TextOf(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
