using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Testing.Databases;
using static BlazorLake.Persistence.Tests.Samples;

namespace BlazorLake.Persistence.Tests.Evaluation;

public sealed class EvaluationStoreTests(DatabaseFixture databases) : PersistenceTest(databases)
{
    private static readonly PageRequest FirstPage = new();

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_NextPosition_KeepsKeysInOrder(DatabaseProvider provider)
    {
        await StartAsync(provider);
        EventKey[] keys = [EventKey(1), EventKey(2), EventKey(3)];
        Assert.IsType<EvaluationOutcome.Committed>(await Evaluation.CommitAsync(new EvaluationCommit(1, Noon, keys, [], [], []), Stop));
        Assert.IsType<EvaluationOutcome.Committed>(await Evaluation.CommitAsync(new EvaluationCommit(2, Noon, [], [], [], []), Stop));

        var log = await Evaluation.ReadKeysAsync(0, Stop).ToListAsync(Stop);

        Assert.Equal([1, 2], log.Select(l => l.Position));
        Assert.Equal(keys, log[0].Keys);
        Assert.Empty(log[1].Keys);
        Assert.Equal(Noon, log[0].At);
        Assert.Equal([2], (await Evaluation.ReadKeysAsync(1, Stop).ToListAsync(Stop)).Select(l => l.Position));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_PositionTakenOrSkipped_WritesNothing(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await Evaluation.CommitAsync(Commit(1, Noon), Stop);

        Assert.IsType<EvaluationOutcome.Behind>(await Evaluation.CommitAsync(Commit(1, Noon, Occurrence(1, Rule(1), "a", Noon)), Stop));
        Assert.IsType<EvaluationOutcome.Behind>(await Evaluation.CommitAsync(Commit(3, Noon, Occurrence(1, Rule(1), "a", Noon)), Stop));

        Assert.Empty((await Alerts.ListOccurrencesAsync(new OccurrenceFilter(), FirstPage, Stop)).Items);
        Assert.Single(await Evaluation.ReadKeysAsync(0, Stop).ToListAsync(Stop));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_FourWorkersRacing_EachPositionIsTakenOnceAndCountsAreRight(DatabaseProvider provider)
    {
        await StartAsync(provider);
        const int each = 25;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var position = 0L;
            for (var done = 0; done < each;)
            {
                var occurrence = Occurrence(1000 * worker + done, Rule(1), "same", Noon);
                if (await Evaluation.CommitAsync(Commit(position + 1, Noon, occurrence), Stop) is EvaluationOutcome.Committed)
                    done++;
                await foreach (var row in Evaluation.ReadKeysAsync(position, Stop))
                    position = row.Position;
            }
        }, Stop)));

        var alert = Assert.Single((await Alerts.ListAlertsAsync(new AlertFilter([]), FirstPage, Stop)).Items);
        Assert.Equal(4 * each, alert.OccurrenceCount);
        Assert.Equal(4 * each, (await Alerts.ListOccurrencesAsync(new OccurrenceFilter(AlertId: alert.Id), new PageRequest(1000), Stop)).Items.Count);
        Assert.Equal(Enumerable.Range(1, 4 * each).Select(p => (long)p), (await Evaluation.ReadKeysAsync(0, Stop).ToListAsync(Stop)).Select(l => l.Position));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_EventsOutOfOrder_TheKeysClockNeverRunsBackwards(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await Evaluation.CommitAsync(Commit(1, Noon, Occurrence(1, Rule(1), "a", Noon), Occurrence(2, Rule(1), "a", Noon.AddMinutes(-5)), Occurrence(3, Rule(1), "b", Noon.AddMinutes(-5))), Stop);
        await Evaluation.CommitAsync(Commit(2, Noon, Occurrence(4, Rule(1), "a", Noon.AddHours(-1)), Occurrence(5, Rule(2), "a", Noon.AddHours(-1)), Occurrence(6, Rule(1), "a", Noon.AddHours(1))), Stop);

        var at = (await Alerts.ListOccurrencesAsync(new OccurrenceFilter(), FirstPage, Stop)).Items.ToDictionary(o => o.Id, o => o.At);

        Assert.Equal(
            [Noon, Noon, Noon.AddMinutes(-5), Noon, Noon.AddHours(-1), Noon.AddHours(1)],
            new[] { (1, 1, "a"), (2, 1, "a"), (3, 1, "b"), (4, 1, "a"), (5, 2, "a"), (6, 1, "a") }.Select(o => at[Occurrence(o.Item1, Rule(o.Item2), o.Item3, Noon).Id]));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_SameRuleAndKey_JoinsOneAlert(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await Evaluation.CommitAsync(
            Commit(1, Noon, Occurrence(2, Rule(1), "a", Noon.AddMinutes(-5), Severity.Critical, title: "Second"), Occurrence(1, Rule(1), "a", Noon, Severity.Info),
                Occurrence(3, Rule(1), "b", Noon), Occurrence(4, Rule(2), "a", Noon)),
            Stop);
        var outcome = await Evaluation.CommitAsync(Commit(2, Noon.AddSeconds(1), Occurrence(5, Rule(1), "a", Noon.AddMinutes(1), title: "Third")), Stop);

        var joined = Assert.Single(Assert.IsType<EvaluationOutcome.Committed>(outcome).Alerts);
        Assert.Equal(3, joined.OccurrenceCount);
        Assert.Equal(Severity.Critical, joined.Severity);
        Assert.Equal("Third", joined.Title);
        Assert.Equal((Noon.AddMinutes(-5), Noon.AddMinutes(1)), (joined.FirstAt, joined.LastAt));
        Assert.Equal(joined, await Alerts.FindAlertAsync(joined.Id, Stop));
        Assert.Equal(3, (await Alerts.ListAlertsAsync(new AlertFilter([]), FirstPage, Stop)).Items.Count);
        Assert.Equal(3, (await Alerts.CountAsync(Stop))[AlertState.Open]);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_AcknowledgedOrSnoozedAlert_KeepsItsState(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await Evaluation.CommitAsync(Commit(1, Noon, Occurrence(1, Rule(1), "a", Noon), Occurrence(2, Rule(1), "b", Noon)), Stop);
        foreach (var alert in (await Alerts.ListAlertsAsync(new AlertFilter([]), FirstPage, Stop)).Items)
        {
            AlertAction action = alert.Key == Key("a") ? new AlertAction.Acknowledge() : new AlertAction.Snooze(Noon.AddHours(1));
            await Alerts.ChangeAsync(alert.Id, action, "ana", Stop);
        }

        var outcome = (EvaluationOutcome.Committed)await Evaluation.CommitAsync(
            Commit(2, Noon, Occurrence(3, Rule(1), "a", Noon), Occurrence(4, Rule(1), "b", Noon)), Stop);

        Assert.Equal(
            [(AlertState.Acknowledged, 2L), (AlertState.Snoozed, 2L)],
            outcome.Alerts.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => (a.State, a.OccurrenceCount)));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_ResolvedAlert_OpensANewOne(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await Evaluation.CommitAsync(Commit(1, Noon, Occurrence(1, Rule(1), "a", Noon)), Stop);
        var first = Assert.Single((await Alerts.ListAlertsAsync(new AlertFilter([]), FirstPage, Stop)).Items);
        await Alerts.ChangeAsync(first.Id, new AlertAction.Resolve(), "ana", Stop);

        await Evaluation.CommitAsync(Commit(2, Noon.AddSeconds(1), Occurrence(2, Rule(1), "a", Noon)), Stop);

        var alerts = (await Alerts.ListAlertsAsync(new AlertFilter([]), FirstPage, Stop)).Items;
        Assert.Equal([AlertState.Open, AlertState.Resolved], alerts.Select(a => a.State));
        Assert.Equal([1, 1], alerts.Select(a => a.OccurrenceCount));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_KnownOccurrence_IsNotCountedTwice(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var once = Occurrence(1, Rule(1), "a", Noon);
        await Evaluation.CommitAsync(Commit(1, Noon, once, once), Stop);
        await Evaluation.CommitAsync(Commit(2, Noon, once), Stop);

        Assert.Equal(1, Assert.Single((await Alerts.ListAlertsAsync(new AlertFilter([]), FirstPage, Stop)).Items).OccurrenceCount);
        Assert.Single((await Alerts.ListOccurrencesAsync(new OccurrenceFilter(), FirstPage, Stop)).Items);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_Shadow_RecordsWithoutAlert(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var outcome = (EvaluationOutcome.Committed)await Evaluation.CommitAsync(Commit(1, Noon, Occurrence(1, Rule(1), "a", Noon, isShadow: true)), Stop);

        Assert.Empty(outcome.Alerts);
        Assert.True(Assert.Single((await Alerts.ListOccurrencesAsync(new OccurrenceFilter(), FirstPage, Stop)).Items).IsShadow);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_HostileText_IsStoredVisibly(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var hostile = Occurrence(1, Rule(1), "x\0\ud800<script>", DateTimeOffset.MaxValue.AddTicks(-9), title: "a\0b\udc00\U0001F600") with
        {
            Explanation = "{\"value\":\"\0\"}",
            Events = [new OccurrenceEvent(Cart, "s\0", new string('i', 10_000) + "\ud800", DateTimeOffset.MinValue)],
        };

        await Evaluation.CommitAsync(Commit(1, Noon, hostile), Stop);

        var stored = Assert.Single((await Alerts.ListOccurrencesAsync(new OccurrenceFilter(), FirstPage, Stop)).Items);
        Assert.Equal("a\u2400b\ufffd\U0001F600", stored.Title);
        Assert.Equal(Key("x\u2400\ufffd<script>"), stored.Key);
        Assert.Equal("s\0", stored.Events[0].Source);
        Assert.Equal(new string('i', 10_000) + "\ufffd", stored.Events[0].Id);
        Assert.Equal((hostile.At, DateTimeOffset.MinValue), (stored.At, stored.Events[0].Time));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_CountsAndUnreadable_AreAddedToStreams(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var message = new UnreadableMessage(
            Id(1), "shop.\0cart", Noon, "no JSON\0", "text/plain", new Dictionary<string, string> { ["h\0"] = "v\ud800" }, new byte[] { 0, 1, 255 }, 3);
        StreamCounts Counts(long accepted, long duplicates, int minute) => new(Cart, accepted, duplicates, Noon.AddMinutes(minute), Noon.AddMinutes(-minute));

        await Evaluation.CommitAsync(new EvaluationCommit(1, Noon, [], [], [Counts(3, 1, 0)], [message, message]), Stop);
        await Evaluation.CommitAsync(new EvaluationCommit(2, Noon, [], [], [Counts(4, 0, 5)], [message]), Stop);

        var stream = Assert.Single(await Streams.ListAsync(Stop));
        Assert.Equal((7, 1), (stream.EventCount, stream.DuplicateCount));
        Assert.Equal((Noon, Noon.AddMinutes(5), Noon), (stream.FirstReceivedAt, stream.LastReceivedAt, stream.LastEventAt));
        Assert.Equal(1, await Unreadable.CountAsync(Stop));
        var stored = await Unreadable.FindAsync(message.Id, Stop);
        Assert.Equal("shop.\u2400cart", stored!.Stream);
        Assert.Equal("v\ufffd", stored.Headers["h\0"]);
        Assert.Equal([0, 1, 255], stored.Body.ToArray());
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ForgetKeysAsync_EverythingOld_KeepsTheNewestPosition(DatabaseProvider provider)
    {
        await StartAsync(provider);
        for (var position = 1; position <= 5; position++)
            await Evaluation.CommitAsync(Commit(position, Noon.AddDays(position)), Stop);

        await Evaluation.ForgetKeysAsync(Noon.AddDays(3), Stop);
        Assert.Equal([3, 4, 5], (await Evaluation.ReadKeysAsync(0, Stop).ToListAsync(Stop)).Select(l => l.Position));
        await Evaluation.ForgetKeysAsync(Noon.AddDays(30), Stop);

        Assert.Equal([5], (await Evaluation.ReadKeysAsync(0, Stop).ToListAsync(Stop)).Select(l => l.Position));
        Assert.IsType<EvaluationOutcome.Behind>(await Evaluation.CommitAsync(Commit(1, Noon), Stop));
        Assert.IsType<EvaluationOutcome.Committed>(await Evaluation.CommitAsync(Commit(6, Noon), Stop));
    }
}
