using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing;
using BlazorLake.Testing.Brokers;
using RabbitMQ.Client;

namespace BlazorLake.Pipeline.Tests.RabbitMq;

/// <summary>What the broker gives up after too many deliveries, and what one side can't process: visible, whole, and sent again to that side alone.</summary>
public sealed class DeadLetterTests(RabbitMqFixture rabbit) : IClassFixture<RabbitMqFixture>
{
    private const string Body = """{"temperature":20}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("blazorlake.lake")]
    [InlineData("blazorlake.rules")]
    public async Task DeliveryLimit_Exceeded_IsShownWithItsReasonAndGoesBackToItsQueueAlone(string queue)
    {
        var stores = new Stores();
        var broker = await rabbit.CreateVirtualHostAsync(Token);
        await using var idle = await StartAsync(broker, stores, PipelineWork.None);
        await using var client = await Publisher.ConnectAsync(broker, Token);
        // Without an id: a second copy on the other side would count as another event there.
        await client.SendAsync(Body, new BasicProperties { ContentType = "application/json", Headers = new Dictionary<string, object?> { ["shop"] = "paris" } });
        await HandBackAsync(client, queue, times: 2);
        await Eventually.TrueAsync(() => stores.Streams.Kept.Count == 1, Token);

        var kept = stores.Streams.Kept[0];
        Assert.Equal(("shop.cart", Body, "paris"), (kept.Stream, Encoding.UTF8.GetString(kept.Body.Span), kept.Headers["shop"]));
        Assert.Contains("Broker:DeliveryLimit (1)", kept.Reason, StringComparison.Ordinal);
        Assert.Contains(queue, kept.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(kept.Headers.Keys, name => name.StartsWith("x-", StringComparison.Ordinal));
        await Eventually.TrueAsync(async () => await client.Channel.MessageCountAsync("blazorlake.errors", Token) == 1, Token);

        await using var worker = await StartAsync(broker, stores, PipelineWork.Rules | PipelineWork.Lake);
        var ofLake = queue.EndsWith("lake", StringComparison.Ordinal);
        await Eventually.TrueAsync(() => (ofLake ? stores.Evaluation.Keys.Count : stores.Lake.Rows.Count) == 1, Token);
        Assert.IsType<RedriveOutcome.Sent>(await worker.Get<IUnreadableMessageRedrive>().SendAgainAsync(kept.Id, Token));

        await Eventually.TrueAsync(() => stores.Evaluation.Keys.Count == 1 && stores.Lake.Rows.Count == 1, Token);
        await worker.Get<IEventBacklog>().WaitUntilDoneAsync(Token);
        Assert.Equal(stores.Evaluation.Keys, stores.Lake.Rows.Select(r => r.Key));
        Assert.Equal(0, stores.Evaluation.Duplicates);
        Assert.Equal(kept.Id, Assert.Single(stores.Streams.Resent));
        await Eventually.TrueAsync(async () => await client.Channel.MessageCountAsync("blazorlake.errors", Token) == 0, Token);
    }

    [Fact]
    public async Task DeliveryLimit_ExceededWhileTheDatabaseIsAway_IsKeptWhenItIsBack()
    {
        var stores = new Stores();
        var failures = 3;
        stores.Streams.BeforeKeep = () => Interlocked.Decrement(ref failures) >= 0 ? throw new IOException("The database is away.") : Task.CompletedTask;
        var broker = await rabbit.CreateVirtualHostAsync(Token);
        await using var idle = await StartAsync(broker, stores, PipelineWork.None);
        await using var client = await Publisher.ConnectAsync(broker, Token);
        await client.SendAsync(Body);
        await HandBackAsync(client, "blazorlake.rules", times: 2);

        await Eventually.TrueAsync(() => stores.Streams.Kept.Count == 1, Token);
        await Eventually.TrueAsync(async () => await client.Channel.MessageCountAsync("blazorlake.dead", Token) == 0, Token);
    }

    [Fact]
    public async Task Append_LakeRefusesAnEventWithoutId_GoesInOnceWhenSentAgain()
    {
        var stores = new Stores();
        stores.Lake.Refuses = _ => true;
        var broker = await rabbit.CreateVirtualHostAsync(Token);
        await using var worker = await StartAsync(broker, stores, PipelineWork.Rules | PipelineWork.Lake);
        await using var client = await Publisher.ConnectAsync(broker, Token);
        for (var copy = 0; copy < 3; copy++)
            await client.SendAsync(Body);
        await Eventually.TrueAsync(() => stores.Streams.Kept.Count == 3 && stores.Evaluation.Keys.Count == 3, Token);

        stores.Lake.Refuses = _ => false;
        foreach (var kept in stores.Streams.Kept)
            Assert.IsType<RedriveOutcome.Sent>(await worker.Get<IUnreadableMessageRedrive>().SendAgainAsync(kept.Id, Token));

        await Eventually.TrueAsync(() => stores.Lake.Rows.Count == 3, Token);
        await worker.Get<IEventBacklog>().WaitUntilDoneAsync(Token);
        Assert.Equal(stores.Evaluation.Keys.Order(), stores.Lake.Rows.Select(r => r.Key).Order());
    }

    private static async Task<Worker> StartAsync(Uri broker, Stores stores, PipelineWork work)
    {
        var worker = await Worker.StartOnBrokerAsync(broker, stores, Token, work, o => o.DeliveryLimit = 1);
        await Eventually.TrueAsync(async () => await worker.Transport.CheckAsync(Token) is null, Token);
        return worker;
    }

    private static async Task HandBackAsync(Publisher client, string queue, int times)
    {
        for (var time = 0; time < times; time++)
        {
            var message = await Eventually.GetAsync(() => client.Channel.BasicGetAsync(queue, autoAck: false, Token), Token);
            await client.Channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, Token);
        }
    }
}
