using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing;
using BlazorLake.Testing.Brokers;
using RabbitMQ.Client;

namespace BlazorLake.Pipeline.Tests.RabbitMq;

/// <summary>What can't be read: kept with its reason in the database and in the error queue, and sent again from there.</summary>
public sealed class UnreadableMessageTests(RabbitMqFixture rabbit) : IClassFixture<RabbitMqFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnyClient_BodyThatIsNoJson_IsKeptWithReasonInBothPlacesAndDisturbsNobody()
    {
        var stores = new Stores();
        var broker = await rabbit.CreateVirtualHostAsync(Token);
        await using var worker = await Worker.StartOnBrokerAsync(broker, stores, Token);
        await Eventually.TrueAsync(async () => await worker.Transport.CheckAsync(Token) is null, Token);
        await using var client = await Publisher.ConnectAsync(broker, Token);
        await client.SendAsync("{\"broken\":", new BasicProperties { ContentType = "application/json", MessageId = "bad-1", Headers = new Dictionary<string, object?> { ["shop"] = "paris" } });
        await client.SendAsync("""{"fine":1}""", new BasicProperties { MessageId = "good-1" });
        await client.SendAsync("""{"fine":2}""", new BasicProperties { MessageId = "good-2" }, routingKey: "Not A Stream");
        await Eventually.TrueAsync(() => stores.Evaluation.Unreadable.Count == 2 && stores.Lake.Rows.Count == 1, Token);

        var kept = stores.Evaluation.Unreadable.Single(m => m.Stream == "shop.cart");
        Assert.NotEmpty(kept.Reason);
        Assert.Equal("paris", kept.Headers["shop"]);
        Assert.Contains("Not A Stream", stores.Evaluation.Unreadable.Single(m => m.Stream != "shop.cart").Reason, StringComparison.Ordinal);
        var copies = await ErrorQueueAsync(client, 2);
        var copy = copies.Single(c => c.BasicProperties.MessageId == "bad-1");
        Assert.Equal(kept.Reason, Text(copy.BasicProperties.Headers!["x-reason"]));
        Assert.Equal("{\"broken\":", Encoding.UTF8.GetString(copy.Body.Span));
    }

    [Fact]
    public async Task SendAgain_FromTheErrorQueue_ComesBackAsItWasAndLeavesTheQueue()
    {
        var stores = new Stores();
        var broker = await rabbit.CreateVirtualHostAsync(Token);
        await using var worker = await Worker.StartOnBrokerAsync(broker, stores, Token);
        await Eventually.TrueAsync(async () => await worker.Transport.CheckAsync(Token) is null, Token);
        await using var client = await Publisher.ConnectAsync(broker, Token);
        await client.SendAsync("[1]", new BasicProperties { ContentType = "application/json", MessageId = "bad-1", Headers = new Dictionary<string, object?> { ["shop"] = "paris" } });
        await client.SendAsync("[2]", new BasicProperties { ContentType = "application/json", MessageId = "bad-2" });
        await Eventually.TrueAsync(() => stores.Evaluation.Unreadable.Count == 2, Token);
        var first = stores.Evaluation.Unreadable.Single(m => Encoding.UTF8.GetString(m.Body.Span) == "[1]");

        Assert.IsType<RedriveOutcome.Sent>(await worker.Get<IUnreadableMessageRedrive>().SendAgainAsync(first.Id, Token));

        // It still is no event: it comes back as a new one, the old copy is gone.
        await Eventually.TrueAsync(() => stores.Evaluation.Unreadable.Count == 3, Token);
        Assert.Equal(first.Id, Assert.Single(stores.Streams.Resent));
        var again = stores.Evaluation.Unreadable[^1];
        Assert.Equal((first.Stream, "paris", "bad-1"), (again.Stream, again.Headers["shop"], again.Headers["property.message_id"]));
        Assert.DoesNotContain("x-reason", again.Headers.Keys);
        var copies = await ErrorQueueAsync(client, 2);
        Assert.Equal([again.Id.ToString(), stores.Evaluation.Unreadable.Single(m => Encoding.UTF8.GetString(m.Body.Span) == "[2]").Id.ToString()],
            copies.Select(c => Text(c.BasicProperties.Headers!["x-blazorlake-id"])).OrderDescending());
    }

    [Fact]
    public async Task SendAgain_NobodyKnowsIt_IsNotFound()
    {
        var stores = new Stores();
        await using var worker = await Worker.StartOnBrokerAsync(await rabbit.CreateVirtualHostAsync(Token), stores, Token);
        Assert.IsType<RedriveOutcome.NotFound>(await worker.Get<IUnreadableMessageRedrive>().SendAgainAsync(Guid.CreateVersion7(), Token));
    }

    private static string Text(object? header) => Encoding.UTF8.GetString((byte[])header!);

    private static async Task<IReadOnlyList<BasicGetResult>> ErrorQueueAsync(Publisher client, uint count)
    {
        await Eventually.TrueAsync(async () => await client.Channel.MessageCountAsync("blazorlake.errors", Token) == count, Token);
        var copies = new List<BasicGetResult>();
        while (await client.Channel.BasicGetAsync("blazorlake.errors", autoAck: true, Token) is { } copy)
            copies.Add(copy);
        return copies;
    }
}
