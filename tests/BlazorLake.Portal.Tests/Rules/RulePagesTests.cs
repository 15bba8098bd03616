using BlazorLake.Domain.Access;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Portal.Features.Rules;
using BlazorLake.Testing.Fakes;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace BlazorLake.Portal.Tests.Rules;

public class RulePagesTests : WorkContext
{
    [Fact]
    public void List_NoRules_LeadsToTheBuilder()
    {
        var page = Render<RulesPage>();

        page.WaitForAssertion(() => Assert.Contains("Write your first rule", page.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("a[href='/rules/new']"));
    }

    [Fact]
    public async Task List_Rules_ShowsTheirSentence()
    {
        await AddAsync("""{"name":"Large","stream":"shop.cart","match":{"field":"total","op":"gt","value":100}}""");

        var page = Render<RulesPage>();

        page.WaitForAssertion(() => Assert.Contains("total is more than 100", page.Find(".words").TextContent, StringComparison.Ordinal));
        Assert.Contains("Has not fired yet", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_RuleThatFired_SaysHowOftenInTheLastDays()
    {
        var rule = await AddAsync("""{"name":"Large","stream":"shop.cart"}""");
        Alerts.Occurrences.AddRange([Fired(rule, Clock.GetUtcNow().AddDays(-8)), Fired(rule, Clock.GetUtcNow().AddDays(-2)), Fired(rule, Clock.GetUtcNow().AddDays(-1))]);

        var page = Render<RulesPage>();

        page.WaitForAssertion(() => Assert.Contains("2 times in the last 7 days", page.Find(".last").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_StreamChosen_ShowsItsRulesOnly()
    {
        AddStream("shop.cart", "{}");
        AddStream("desk.trades", "{}");
        await AddAsync("""{"name":"Large","stream":"shop.cart"}""");
        await AddAsync("""{"name":"Fast","stream":"desk.trades"}""");
        var page = Render<RulesPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("a.rule").Count));

        page.Find("[aria-label=Stream]").Change("desk.trades");

        Assert.EndsWith("/rules?stream=desk.trades", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("Fast", Assert.Single(page.FindAll("a.rule strong")).TextContent));
    }

    [Fact]
    public async Task Rule_Occurrence_LeadsToItsAlertAndItsEvent()
    {
        var rule = await AddAsync("""{"name":"Large","stream":"shop.cart"}""");
        var alert = Alerts.Add("Large basket", rule.Id);
        Alerts.Occurrences.Add(Fired(rule, Samples.At) with { AlertId = alert.Id });
        var page = Open(rule);

        page.WaitForElement("button.head").Click();

        Assert.NotEmpty(page.FindAll($"a[href='/alerts/{alert.Id}']"));
        Assert.Equal("/streams/shop.cart?filter=%24id%3De1&at=2026-03-01T08%3A00%3A00.0000000Z", page.Find("a.event").GetAttribute("href"));
    }

    [Fact]
    public async Task Rule_SwitchedToShadow_IsStored()
    {
        var rule = await AddAsync("""{"name":"Large","stream":"shop.cart"}""");
        var page = Open(rule);

        page.FindAll("[aria-label='State of the rule'] button").Single(b => b.TextContent == "Shadow").Click();

        page.WaitForAssertion(() => Assert.Equal(RuleState.Shadow, Rules.Rules.Single().State));
        page.WaitForAssertion(() => Assert.Equal("true", page.FindAll("[aria-label='State of the rule'] button").Single(b => b.TextContent == "Shadow").GetAttribute("aria-pressed")));
    }

    [Fact]
    public async Task Rule_Versions_AreWordedAndRolledBack()
    {
        var rule = await AddAsync("""{"name":"Large","stream":"shop.cart","match":{"field":"total","op":"gt","value":100}}""");
        await Rules.SaveAsync(rule.Id, 1, Read("""{"name":"Larger","stream":"shop.cart","match":{"field":"total","op":"gt","value":200}}"""), "bob@example.com", Xunit.TestContext.Current.CancellationToken);
        var dialogs = Render<MudDialogProvider>();
        var page = Open(rule);
        Assert.Contains("total is more than 200", page.Find(".versions").TextContent, StringComparison.Ordinal);

        page.Find("[aria-label='Go back to version 1']").Click();
        dialogs.WaitForAssertion(() => Assert.Contains(dialogs.FindAll("button"), b => b.TextContent == "Go back to version 1"));
        dialogs.FindAll("button").Single(b => b.TextContent == "Go back to version 1").Click();

        page.WaitForAssertion(() => Assert.Equal((3, "Large"), (Rules.Rules.Single().Version, Rules.Rules.Single().Definition.Name)));
    }

    [Fact]
    public async Task Rule_Deleted_GoesToTheList()
    {
        var rule = await AddAsync("""{"name":"Large","stream":"shop.cart"}""");
        var dialogs = Render<MudDialogProvider>();
        var page = Open(rule);

        page.FindAll("button").Single(b => b.TextContent.Contains("Delete this rule", StringComparison.Ordinal)).Click();
        dialogs.WaitForAssertion(() => Assert.Contains(dialogs.FindAll("button"), b => b.TextContent == "Delete rule"));
        dialogs.FindAll("button").Single(b => b.TextContent == "Delete rule").Click();

        page.WaitForAssertion(() => Assert.Empty(Rules.Rules));
        Assert.EndsWith("/rules", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_Viewer_OnlyReads()
    {
        SignIn(UserRoles.Viewer);
        var page = Open(await AddAsync("""{"name":"Large","stream":"shop.cart"}"""));

        Assert.Empty(page.FindAll("[aria-label='State of the rule']"));
        Assert.DoesNotContain("Delete this rule", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("a[href$='/edit']"));
    }

    [Fact]
    public async Task Rule_RoleTakenAway_LosesItsActions()
    {
        var page = Open(await AddAsync("""{"name":"Large","stream":"shop.cart"}"""));
        Assert.NotEmpty(page.FindAll("[aria-label='State of the rule']"));

        SignIn(UserRoles.Viewer);
        page.Render();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-label='State of the rule']")));
    }

    private static Occurrence Fired(SavedRule rule, DateTimeOffset at) => new(Guid.CreateVersion7(at), rule.Id, 1, Domain.Rules.Severity.Warning, "{}", at, at,
        [new OccurrenceEvent(Samples.Stream, "/tests", "e1", at)], """{"kind":"all","result":true,"parts":[]}""", null, "Large basket", "", IsShadow: false);

    private IRenderedComponent<RulePage> Open(SavedRule rule) => Render<RulePage>(p => p.Add(x => x.RuleGuid, rule.Id.Value));

    private Task<SavedRule> AddAsync(string json) => Rules.AddAsync(Read(json), RuleState.Enabled, "ana@example.com", Xunit.TestContext.Current.CancellationToken);

    private static RuleDefinition Read(string json) => Assert.IsType<RuleReading.Valid>(RuleReader.Read(json)).Definition;
}
