using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing;
using BlazorLake.Testing.Brokers;
using RabbitMQ.Client;

namespace BlazorLake.Pipeline.Tests.RabbitMq;

/// <summary>The whole way over a real RabbitMQ: publish, both queues, both consumers.</summary>
public sealed class BrokerPipelineTests(RabbitMqFixture rabbit) : IClassFixture<RabbitMqFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_OwnBatches_AreEvaluatedAndStoredOnce()
    {
        var stores = new Stores();
        await using var worker = await StartAsync(stores);
        foreach (var number in Enumerable.Range(0, 20))
            await PublishAsync(worker, Events.Batch(number * 100, 100));
        await PublishAsync(worker, Events.Batch(0, 50));
        await SettledAsync(stores, 2_000);
        await Eventually.TrueAsync(() => stores.Evaluation.Duplicates == 50, Token);
    }

    [Fact]
    public async Task Publish_BatchLargerThanAMessage_ArrivesWhole()
    {
        var stores = new Stores();
        await using var worker = await StartAsync(stores);
        var events = Enumerable.Range(0, 3_000).Select(i => Events.One(i)).ToArray();
        await PublishAsync(worker, new EventBatch(Events.Cart, [.. events.Select(e => new StreamEvent
        {
            Stream = e.Stream, Id = e.Id, Source = e.Source, Type = e.Type, Time = e.Time, ReceivedAt = e.ReceivedAt,
            Data = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 500)}}"}"""),
        })]));
        await SettledAsync(stores, 3_000);
    }

    [Fact]
    public async Task Publish_HistoryBatch_IsStoredAndKnownButNotEvaluated()
    {
        var stores = new Stores();
        await using var worker = await StartAsync(stores);
        await PublishAsync(worker, Events.Batch(0, 10) with { IsHistory = true });
        await SettledAsync(stores, 10);
        Assert.Empty(stores.Evaluation.Commits.SelectMany(c => c.Occurrences));
    }

    [Fact]
    public async Task AnyClient_EachWayToSayAnEvent_GivesTheEventItMeans()
    {
        var stores = new Stores();
        await using var worker = await StartAsync(stores);
        await using var client = await Publisher.ConnectAsync(await BrokerOfAsync(worker), Token);
        await client.SendAsync("""{"a":1}""", new BasicProperties { ContentType = "application/json", MessageId = "plain-1", Timestamp = new AmqpTimestamp(1_772_366_400) });
        await client.SendAsync("""{"specversion":"1.0","id":"s-1","source":"/shop","type":"cart.added","time":"2026-03-01T12:00:00Z","data":{"a":2}}""",
            new BasicProperties { ContentType = "application/cloudevents+json; charset=utf-8" });
        await client.SendAsync("""{"a":3}""", Binary("cloudEvents:", "b-1"));
        await client.SendAsync("""{"a":4}""", Binary("cloudEvents_", "b-2"));
        await client.SendAsync("""{"a":5}""", new BasicProperties { MessageId = "no-type" });
        await client.SendAsync("""{"messageId":"019cabcd-0000-7000-8000-000000000001","sentTime":"2026-03-01T12:00:00Z","messageType":["urn:message:Shop:Added"],"message":{"a":6}}""",
            new BasicProperties { ContentType = "application/vnd.masstransit+json" });
        await SettledAsync(stores, 6);

        var rows = stores.Lake.Rows.ToDictionary(r => Encoding.UTF8.GetString(r.Data));
        Assert.Equal(("plain-1", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)), (rows["""{"a":1}"""].Id, rows["""{"a":1}"""].Time));
        Assert.Equal(("s-1", "/shop", "cart.added"), (rows["""{"a":2}"""].Id, rows["""{"a":2}"""].Source, rows["""{"a":2}"""].Type));
        Assert.Equal("b-1", rows["""{"a":3}"""].Id);
        Assert.Equal("b-2", rows["""{"a":4}"""].Id);
        Assert.Equal("no-type", rows["""{"a":5}"""].Id);
        Assert.Equal("019cabcd-0000-7000-8000-000000000001", rows["""{"a":6}"""].Id);
    }

    [Fact]
    public async Task AnyClient_EqualBodiesWithoutId_AreSeparateEventsWithTheSameIdsOnBothSides()
    {
        var stores = new Stores();
        await using var worker = await StartAsync(stores);
        await using var client = await Publisher.ConnectAsync(await BrokerOfAsync(worker), Token);
        for (var i = 0; i < 40; i++)
            await client.SendAsync("""{"temperature":20}""");
        await SettledAsync(stores, 40);
        await client.SendAsync("""{"temperature":20}""");
        await SettledAsync(stores, 41);
    }

    [Fact]
    public async Task Consume_TwoWorkersAndEachEventTwice_CountsEachOnce()
    {
        var stores = new Stores();
        var broker = await rabbit.CreateVirtualHostAsync(Token);
        await using var first = await Worker.StartOnBrokerAsync(broker, stores, Token, configure: o => o.RulesPrefetch = o.LakePrefetch = 20);
        await using var second = await Worker.StartOnBrokerAsync(broker, stores, Token, configure: o => o.RulesPrefetch = o.LakePrefetch = 20);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => PublishAsync(i % 2 == 0 ? first : second, Events.Batch(i / 2 * 5, 5))));
        await SettledAsync(stores, 1_000);
        await Eventually.TrueAsync(() => stores.Evaluation.Duplicates == 1_000, Token);
    }

    [Fact]
    public async Task Consume_WorkerDiesBeforeItAcknowledged_AnotherTakesOverAndNothingRepeats()
    {
        var stores = new Stores();
        var broker = await rabbit.CreateVirtualHostAsync(Token);
        var first = await Worker.StartOnBrokerAsync(broker, stores, Token);
        await Eventually.TrueAsync(async () => await first.Transport.CheckAsync(Token) is null, Token);
        await using var client = await Publisher.ConnectAsync(broker, Token);
        var committed = new TaskCompletionSource();
        var hold = new TaskCompletionSource();
        stores.Evaluation.BeforeCommit = _ =>
        {
            committed.TrySetResult();
            return hold.Task;
        };
        for (var i = 0; i < 100; i++)
            await client.SendAsync($$"""{"n":{{i}}}""", i % 2 == 0 ? new BasicProperties { MessageId = Events.Id(i) } : null);
        await committed.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        // The endpoint closes with messages in hand that were never committed: they go back to the queue.
        var stopping = first.DisposeAsync();
        stores.Evaluation.BeforeCommit = _ => Task.CompletedTask;
        await using var second = await Worker.StartOnBrokerAsync(broker, stores, Token);
        hold.TrySetException(new IOException("The database went away."));
        await stopping;
        await SettledAsync(stores, 100);
    }

    [Fact]
    public async Task Consume_LakeCannotBeWritten_RulesGoOnAndTheLakeCatchesUp()
    {
        var stores = new Stores();
        var broken = true;
        stores.Lake.BeforeAppend = _ => Volatile.Read(ref broken) ? Task.FromException(new IOException("No space left on device.")) : Task.CompletedTask;
        await using var worker = await StartAsync(stores);
        await PublishAsync(worker, Events.Batch(0, 500));
        await Eventually.TrueAsync(() => stores.Evaluation.Keys.Count == 500, Token);
        Assert.Empty(stores.Lake.Rows);
        Volatile.Write(ref broken, false);
        await SettledAsync(stores, 500);
    }

    private static BasicProperties Binary(string prefix, string id) => new()
    {
        ContentType = "application/json",
        Headers = new Dictionary<string, object?> { [prefix + "specversion"] = "1.0", [prefix + "id"] = id, [prefix + "source"] = "/shop", [prefix + "type"] = "cart.added" },
    };

    private readonly Dictionary<Worker, Uri> _brokers = [];

    private async Task<Worker> StartAsync(Stores stores)
    {
        var broker = await rabbit.CreateVirtualHostAsync(Token);
        var worker = await Worker.StartOnBrokerAsync(broker, stores, Token);
        _brokers[worker] = broker;
        return worker;
    }

    // Publishing needs the exchange, which the worker makes when it has connected.
    private async Task<Uri> BrokerOfAsync(Worker worker)
    {
        await Eventually.TrueAsync(async () => await worker.Transport.CheckAsync(Token) is null, Token);
        return _brokers[worker];
    }

    private static async Task PublishAsync(Worker worker, EventBatch batch) =>
        Assert.IsType<PublishOutcome.Durable>(await worker.Transport.PublishAsync(batch, Token));

    /// <summary>Both sides have exactly these many, each once, and the same.</summary>
    private static async Task SettledAsync(Stores stores, int count)
    {
        await Eventually.TrueAsync(() => stores.Evaluation.Keys.Count >= count && stores.Lake.Rows.Count >= count, Token, TimeSpan.FromSeconds(40));
        Assert.Equal(count, stores.Evaluation.Keys.Distinct().Count());
        Assert.Equal(count, stores.Evaluation.Keys.Count);
        Assert.Equal(stores.Evaluation.Keys.Order(), stores.Lake.Rows.Select(r => r.Key).Order());
    }
}
