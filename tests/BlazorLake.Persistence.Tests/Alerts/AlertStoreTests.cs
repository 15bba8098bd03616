using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Testing.Databases;
using static BlazorLake.Persistence.Tests.Samples;

namespace BlazorLake.Persistence.Tests.Alerts;

public sealed class AlertStoreTests(DatabaseFixture databases) : PersistenceTest(databases)
{
    private static readonly PageRequest FirstPage = new();

    [Theory, MemberData(nameof(Providers))]
    public async Task ListAlertsAsync_Pages_GiveEachAlertOnceNewestFirst(DatabaseProvider provider)
    {
        await StartAsync(provider);
        for (var i = 1; i <= 23; i++)
            await Evaluation.CommitAsync(Commit(i, Noon.AddSeconds(i / 3), Occurrence(i, Rule(i % 3), $"c{i}", Noon, (Severity)(i % 3))), Stop);

        var alerts = new List<Alert>();
        string? cursor = null;
        do
        {
            var page = await Alerts.ListAlertsAsync(new AlertFilter([]), new PageRequest(5, cursor), Stop);
            Assert.InRange(page.Items.Count, 1, 5);
            alerts.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(23, alerts.DistinctBy(a => a.Id).Count());
        Assert.Equal(alerts.OrderByDescending(a => a.UpdatedAt).Select(a => a.UpdatedAt), alerts.Select(a => a.UpdatedAt));
        Assert.Equal(8, (await Alerts.ListAlertsAsync(new AlertFilter([], RuleId: Rule(1)), FirstPage, Stop)).Items.Count);
        Assert.All((await Alerts.ListAlertsAsync(new AlertFilter([], MinSeverity: Severity.Warning), FirstPage, Stop)).Items, a => Assert.True(a.Severity >= Severity.Warning));
        Assert.Equal(16, (await Alerts.ListAlertsAsync(new AlertFilter([], MinSeverity: Severity.Warning), FirstPage, Stop)).Items.Count);
        Assert.Single((await Alerts.ListAlertsAsync(new AlertFilter([], Text: "\"C7\""), FirstPage, Stop)).Items);
        Assert.Empty((await Alerts.ListAlertsAsync(new AlertFilter([], Text: "%"), FirstPage, Stop)).Items);
        Assert.Empty((await Alerts.ListAlertsAsync(new AlertFilter([AlertState.Resolved, AlertState.Snoozed]), FirstPage, Stop)).Items);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ListAlertsAsync_CursorOfNoList_IsRefused(DatabaseProvider provider)
    {
        await StartAsync(provider);
        foreach (var cursor in new[] { "", "x", "'; DROP TABLE \"Alerts\"", new string('A', 33) })
            await Assert.ThrowsAsync<InvalidCursorException>(() => Alerts.ListAlertsAsync(new AlertFilter([]), new PageRequest(5, cursor), Stop));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ChangeAsync_EachAction_ChangesStateCountsAndAudit(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await Evaluation.CommitAsync(Commit(1, Noon, Occurrence(1, Rule(1), "a", Noon), Occurrence(2, Rule(1), "b", Noon)), Stop);
        var id = (await Alerts.ListAlertsAsync(new AlertFilter([]), FirstPage, Stop)).Items[0].Id;
        Clock.Advance(TimeSpan.FromMinutes(1));

        var snoozed = await Alerts.ChangeAsync(id, new AlertAction.Snooze(Noon.AddHours(2)), "ana", Stop);
        Assert.Equal((AlertState.Snoozed, Noon.AddHours(2), "ana", Noon.AddMinutes(1)), (snoozed!.State, snoozed.SnoozedUntil, snoozed.UpdatedBy, snoozed.UpdatedAt));
        var acknowledged = await Alerts.ChangeAsync(id, new AlertAction.Acknowledge(), "ben", Stop);
        Assert.Equal((AlertState.Acknowledged, null), (acknowledged!.State, acknowledged.SnoozedUntil));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(acknowledged, await Alerts.ChangeAsync(id, new AlertAction.Acknowledge(), "cem", Stop));
        var resolved = await Alerts.ChangeAsync(id, new AlertAction.Resolve(), "ana", Stop);
        Assert.Equal(resolved, await Alerts.ChangeAsync(id, new AlertAction.Acknowledge(), "ben", Stop));

        Assert.Equal(resolved, await Alerts.FindAlertAsync(id, Stop));
        Assert.Null(await Alerts.ChangeAsync(new AlertId(Id(99)), new AlertAction.Resolve(), "ana", Stop));
        var counts = await Alerts.CountAsync(Stop);
        Assert.Equal([1L, 0L, 0L, 1L], Enum.GetValues<AlertState>().Select(s => counts[s]));
        var audit = (await Audit.ListAsync(new AuditFilter("alert", id.ToString()), FirstPage, Stop)).Items;
        Assert.Equal([("ana", "resolved"), ("ben", "acknowledged"), ("ana", "snoozed")], audit.Select(a => (a.By, a.Action)));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ReadActivityAsync_SomeRules_CountsEachSinceThen(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var occurrences = Enumerable.Range(1, 12).Select(i => Occurrence(i, Rule(i % 2), "a", Noon.AddMinutes(i))).ToArray();
        await Evaluation.CommitAsync(Commit(1, Noon, occurrences), Stop);

        var activity = await Alerts.ReadActivityAsync([Rule(0), Rule(1), Rule(7)], Noon.AddMinutes(10), Stop);

        Assert.Equal(
            new Dictionary<RuleId, RuleActivity> { [Rule(0)] = new(2, Noon.AddMinutes(12)), [Rule(1)] = new(1, Noon.AddMinutes(11)) },
            activity.OrderBy(a => a.Value.Count).ToDictionary());
        Assert.Equal(0, (await Alerts.ReadActivityAsync([Rule(0)], Noon.AddDays(1), Stop))[Rule(0)].Count);
        Assert.Empty(await Alerts.ReadActivityAsync([], Noon, Stop));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ReadActivityAsync_MoreThanIsCounted_StopsThere(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await Evaluation.CommitAsync(Commit(1, Noon, [.. Enumerable.Range(1, RuleActivity.MaxCount + 5).Select(i => Occurrence(i, Rule(1), "a", Noon.AddSeconds(i)))]), Stop);

        Assert.Equal(RuleActivity.MaxCount, (await Alerts.ReadActivityAsync([Rule(1)], Noon, Stop))[Rule(1)].Count);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ListOccurrencesAsync_Stored_NamesTheAlertItJoined(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await Evaluation.CommitAsync(Commit(1, Noon, Occurrence(1, Rule(1), "a", Noon)), Stop);

        var alert = Assert.Single((await Alerts.ListAlertsAsync(new AlertFilter([]), FirstPage, Stop)).Items);
        Assert.Equal(alert.Id, Assert.Single((await Alerts.ListOccurrencesAsync(new OccurrenceFilter(), FirstPage, Stop)).Items).AlertId);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ListOccurrencesAsync_EachFilter_GivesWhatItSays(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var occurrences = Enumerable.Range(1, 12).Select(i => Occurrence(i, Rule(i % 2), i % 3 == 0 ? "17850" : "other", Noon.AddMinutes(i))).ToArray();
        await Evaluation.CommitAsync(Commit(1, Noon, occurrences), Stop);
        async Task HasMinutesAsync(OccurrenceFilter filter, int[] expected) =>
            Assert.Equal(expected, (await Alerts.ListOccurrencesAsync(filter, FirstPage, Stop)).Items.Select(o => (int)(o.At - Noon).TotalMinutes));

        await HasMinutesAsync(new OccurrenceFilter(), [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
        await HasMinutesAsync(new OccurrenceFilter(RuleId: Rule(1)), [11, 9, 7, 5, 3, 1]);
        await HasMinutesAsync(new OccurrenceFilter(Key: "17850"), [12, 9, 6, 3]);
        await HasMinutesAsync(new OccurrenceFilter(Key: """{ "customerId": "17850" }"""), [12, 9, 6, 3]);
        await HasMinutesAsync(new OccurrenceFilter(Key: "17850", RuleId: Rule(1)), [9, 3]);
        await HasMinutesAsync(new OccurrenceFilter(From: Noon.AddMinutes(5), To: Noon.AddMinutes(7)), [6, 5]);
        var page = await Alerts.ListOccurrencesAsync(new OccurrenceFilter(), new PageRequest(7), Stop);
        var rest = await Alerts.ListOccurrencesAsync(new OccurrenceFilter(), new PageRequest(7, page.NextCursor), Stop);
        Assert.Equal([5, 4, 3, 2, 1], rest.Items.Select(o => (int)(o.At - Noon).TotalMinutes));
        Assert.Null(rest.NextCursor);
    }
}
