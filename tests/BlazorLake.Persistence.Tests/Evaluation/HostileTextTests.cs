using System.Text;
using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Testing.Databases;
using static BlazorLake.Persistence.Tests.Samples;

namespace BlazorLake.Persistence.Tests.Evaluation;

/// <summary>From an event's bytes through a rule into either database and back: nothing that an event may hold stops it.</summary>
public sealed class HostileTextTests(DatabaseFixture databases) : PersistenceTest(databases)
{
    public static TheoryData<DatabaseProvider, string, string> Values
    {
        get
        {
            var values = new TheoryData<DatabaseProvider, string, string>();
            foreach (var provider in (DatabaseProvider[])[DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql])
            {
                values.Add(provider, "a\\u0000b", "a b");
                values.Add(provider, "\\ud83d\\ude00", "\U0001F600");
                values.Add(provider, "\\ufffe\\uffff", "\ufffe\uffff");
                values.Add(provider, "<script>'\\\";--", "<script>'\";--");
            }

            return values;
        }
    }

    [Theory, MemberData(nameof(Values))]
    public async Task CommitAsync_OddTextInKeyConditionAndMessage_FiresAndIsFound(DatabaseProvider provider, string json, string shown)
    {
        await StartAsync(provider);
        var rule = await Rules.AddAsync(
            Definition("""
                {"name":"r","stream":"shop.cart","key":["customer"],
                 "match":{"all":[{"field":"customer","op":"ne","value":"x"},{"field":"customer","op":"like","value":"*"}]},
                 "message":{"title":"{{ data.customer }}","body":"{{ key }}, {{ data.customer }}"}}
                """),
            RuleState.Enabled,
            "ana",
            Stop);
        var item = Event($$"""{"customer":"{{json}}","{{json}}":1}""");

        var evaluation = RuleSet.Compile(await Rules.LoadActiveAsync(Stop)).Evaluate(item, Noon);
        Assert.Empty(evaluation.Failures);
        var occurrence = Assert.Single(evaluation.Occurrences);
        for (var position = 1; position <= 2; position++)
        {
            var again = occurrence with { Id = Id(position) };
            Assert.IsType<EvaluationOutcome.Committed>(await Evaluation.CommitAsync(new EvaluationCommit(position, Noon, [item.Key], [again], [], []), Stop));
        }

        var alert = Assert.Single((await Alerts.ListAlertsAsync(new AlertFilter([]), new PageRequest(), Stop)).Items);
        Assert.Equal((2, shown), (alert.OccurrenceCount, alert.Title));
        Assert.Equal(rule.Id, alert.RuleId);
        Assert.Equal(2, (await Alerts.ListOccurrencesAsync(new OccurrenceFilter(AlertId: alert.Id), new PageRequest(), Stop)).Items.Count);
        Assert.Single((await Alerts.ListAlertsAsync(new AlertFilter([], Text: shown), new PageRequest(), Stop)).Items);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task CommitAsync_DatabaseRefusesAValue_SaysSoAndWritesNothing(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await RefuseTitleAsync("unstorable");

        var refused = await Evaluation.CommitAsync(Commit(1, Noon, Occurrence(1, Rule(1), "a", Noon), Occurrence(2, Rule(1), "b", Noon, title: "unstorable")), Stop);

        Assert.NotEmpty(Assert.IsType<EvaluationOutcome.Refused>(refused).Reason);
        Assert.Empty(await Evaluation.ReadKeysAsync(0, Stop).ToListAsync(Stop));
        Assert.Empty((await Alerts.ListAlertsAsync(new AlertFilter([]), new PageRequest(), Stop)).Items);
        Assert.IsType<EvaluationOutcome.Committed>(await Evaluation.CommitAsync(Commit(1, Noon, Occurrence(1, Rule(1), "a", Noon)), Stop));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task KeepAsync_SetAsideEvent_IsCountedAndReadBackWhole(DatabaseProvider provider)
    {
        await StartAsync(provider);
        var body = EventBatchCodec.Encode(new EventBatch(Cart, [Event("""{"n":"\u0000"}""")], For: EventSide.Lake));
        var message = new UnreadableMessage(Id(1), Cart.Value, Noon, "odd\0", EventBatchCodec.ContentType, new Dictionary<string, string> { ["property.event_id"] = "1\0" }, body, body.Length);

        await Unreadable.KeepAsync([message], Stop);
        await Unreadable.KeepAsync([message], Stop);

        Assert.Equal(1, await Unreadable.CountAsync(Stop));
        var read = EventBatchCodec.Decode((await Unreadable.FindAsync(message.Id, Stop))!.Body);
        Assert.Equal((EventSide.Lake, """{"n":"\u0000"}"""), (read.For, Encoding.UTF8.GetString(read.Events[0].Data.Span)));
    }

    // A value that the database will never take, of the kind that the store can't clean beforehand.
    private async Task RefuseTitleAsync(string title)
    {
        await using var session = await OpenAsync();
        foreach (var sql in session.IsSqlite
            ? (string[])
            [
                "CREATE TABLE numbers (id INTEGER PRIMARY KEY)",
                $"""CREATE TRIGGER refuse BEFORE INSERT ON "Occurrences" WHEN NEW."Title" = '{title}' BEGIN INSERT INTO numbers VALUES (NEW."Title"); END""",
            ]
            :
            [
                $"CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN IF NEW.\"Title\" = '{title}' THEN PERFORM (NEW.\"Title\")::int; END IF; RETURN NEW; END $$ LANGUAGE plpgsql",
                """CREATE TRIGGER refuse BEFORE INSERT ON "Occurrences" FOR EACH ROW EXECUTE FUNCTION refuse()""",
            ])
            await session.ExecuteAsync(sql, [], Stop);
    }

    // As it comes in: what the decoder lets through must be storable.
    private static StreamEvent Event(string json) =>
        Assert.Single(EventDecoder.Decode(Encoding.UTF8.GetBytes(json), EventFormat.Json, new EventIntake(Cart, Noon)).Events);

    private static RuleDefinition Definition(string json) => Assert.IsType<RuleReading.Valid>(RuleReader.Read(json)).Definition;
}
