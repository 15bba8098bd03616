using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Testing.Databases;
using static BlazorLake.Persistence.Tests.Samples;

namespace BlazorLake.Persistence.Tests.Alerts;

public sealed class AlertUpkeepTests(DatabaseFixture databases) : PersistenceTest(databases)
{
    [Theory, MemberData(nameof(Providers))]
    public async Task EndSnoozesAsync_Over_OpensAgain(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await Evaluation.CommitAsync(Commit(1, Noon, Occurrence(1, Rule(1), "a", Noon), Occurrence(2, Rule(1), "b", Noon)), Stop);
        var hours = 1;
        foreach (var alert in (await Alerts.ListAlertsAsync(new AlertFilter([]), new PageRequest(), Stop)).Items)
            await Alerts.ChangeAsync(alert.Id, new AlertAction.Snooze(Noon.AddHours(hours++)), "ana", Stop);

        Assert.Empty(await Get<IAlertUpkeep>().EndSnoozesAsync(Noon.AddMinutes(59), 10, Stop));
        var ended = Assert.Single(await Get<IAlertUpkeep>().EndSnoozesAsync(Noon.AddHours(1), 10, Stop));

        Assert.Equal((AlertState.Open, null), (ended.State, ended.SnoozedUntil));
        Assert.Equal(ended, await Alerts.FindAlertAsync(ended.Id, Stop));
        var counts = await Alerts.CountAsync(Stop);
        Assert.Equal((1, 1), (counts[AlertState.Open], counts[AlertState.Snoozed]));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ResolveQuietAsync_QuietAlertsOfTheRule_ResolveInSteps(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await Evaluation.CommitAsync(Commit(1, Noon, [.. Enumerable.Range(1, 5).Select(i => Occurrence(i, Rule(1), $"c{i}", Noon)), Occurrence(9, Rule(2), "x", Noon)]), Stop);
        await Evaluation.CommitAsync(Commit(2, Noon.AddHours(1), Occurrence(6, Rule(1), "c1", Noon)), Stop);

        var upkeep = Get<IAlertUpkeep>();
        Assert.Equal(3, (await upkeep.ResolveQuietAsync(Rule(1), Noon.AddMinutes(30), 3, Stop)).Count);
        Assert.Single(await upkeep.ResolveQuietAsync(Rule(1), Noon.AddMinutes(30), 3, Stop));
        Assert.Empty(await upkeep.ResolveQuietAsync(Rule(1), Noon.AddMinutes(30), 3, Stop));

        var counts = await Alerts.CountAsync(Stop);
        Assert.Equal((2, 4), (counts[AlertState.Open], counts[AlertState.Resolved]));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task FindResolvingAsync_Rules_AreThoseThatRunAndHaveAlertsToResolve(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var rules = new List<SavedRule>();
        for (var i = 0; i < 5; i++)
            rules.Add(await Rules.AddAsync(RuleReader.ReadSaved($$"""{"name":"{{i}}","stream":"shop.cart" {{(i == 1 ? "" : $$""","resolveAfter":"PT{{i + 1}}H" """)}} }"""), RuleState.Enabled, "ana", Stop));
        await Rules.SetStateAsync(rules[3].Id, RuleState.Disabled, "ana", Stop);
        await Evaluation.CommitAsync(Commit(1, Noon, [.. rules.SkipLast(1).Select((r, i) => Occurrence(i, r.Id, "c", Noon))]), Stop);
        var upkeep = Get<IAlertUpkeep>();
        await upkeep.ResolveQuietAsync(rules[2].Id, Noon, 10, Stop);

        // Of the others: without resolveAfter, resolved, disabled, without an alert.
        Assert.Equal([new ResolvingRule(rules[0].Id, TimeSpan.FromHours(1))], await upkeep.FindResolvingAsync(Stop));
        await Rules.DeleteAsync(rules[0].Id, "ana", Stop);
        Assert.Empty(await upkeep.FindResolvingAsync(Stop));
    }
}
