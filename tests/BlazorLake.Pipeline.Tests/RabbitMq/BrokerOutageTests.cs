using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing;
using BlazorLake.Testing.Brokers;

namespace BlazorLake.Pipeline.Tests.RabbitMq;

/// <summary>The broker is away at start, dies, comes back.</summary>
public sealed class BrokerOutageTests(RabbitMqFixture broker) : IClassFixture<RabbitMqFixture>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broker_KilledWhilePublishing_IsSaidAndRecoversByItselfAndNothingConfirmedIsLost()
    {
        await using var node = await RabbitMqNode.StartAsync(Token);
        var stores = new Stores();
        await using var worker = await Worker.StartOnBrokerAsync(node.Uri, stores, Token);
        await Eventually.TrueAsync(async () => await worker.Transport.CheckAsync(Token) is null, Token);
        var durable = new List<int>();
        var next = 0;
        async Task<bool> PublishAsync()
        {
            var number = next++;
            if (await worker.Transport.PublishAsync(Events.Batch(number, 1), Token) is not PublishOutcome.Durable)
                return false;
            durable.Add(number);
            return true;
        }

        for (var i = 0; i < 200; i++)
            Assert.True(await PublishAsync());
        await node.KillAsync(Token);
        await Eventually.TrueAsync(async () => !await PublishAsync(), Token);
        await Eventually.TrueAsync(async () => await worker.Transport.CheckAsync(Token) is not null, Token);
        await node.StartAgainAsync(Token);
        await IsBackAsync(node, PublishAsync);
        for (var i = 0; i < 200; i++)
            Assert.True(await PublishAsync());

        // What was answered Busy may have arrived all the same; what was confirmed must have, once.
        var confirmed = durable.Select(n => Events.One(n).Key).ToHashSet();
        await Eventually.TrueAsync(
            () => confirmed.IsSubsetOf(stores.Evaluation.Keys) && confirmed.IsSubsetOf(stores.Lake.Rows.Select(r => r.Key)), Token, TimeSpan.FromSeconds(90));
        Assert.Equal(stores.Evaluation.Keys.Count, stores.Evaluation.Keys.Distinct().Count());
        Assert.Equal(stores.Lake.Rows.Count, stores.Lake.Rows.Select(r => r.Key).Distinct().Count());
    }

    /// <summary>Publishing goes on by itself.</summary>
    private static async Task IsBackAsync(RabbitMqNode node, Func<Task<bool>> publish)
    {
        try
        {
            await Eventually.TrueAsync(publish, Token, TimeSpan.FromSeconds(90));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n\nBroker: {await node.DescribeAsync()}", e);
        }
    }

    /// <summary>Class and method numbers of AMQP 0-9-1.</summary>
    public static TheoryData<string, byte[]> Methods => new() { { "queue.declare", [0, 50, 0, 10] }, { "basic.publish", [0, 60, 0, 40] } };

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Broker_TakesTheConnectionAndAnswersNothing_TheNextConnectionIsTriedSoon(string what, byte[] method)
    {
        await using var proxy = new StallingProxy(await broker.CreateVirtualHostAsync(Token));
        proxy.StallAt(method);
        await using var worker = await Worker.StartOnBrokerAsync(proxy.Uri, new Stores(), Token, PipelineWork.None, options => (options.ConnectTimeout, options.ConfirmTimeout) = (Soon, Soon));
        await Eventually.TrueAsync(async () => await worker.Transport.PublishAsync(Events.Batch(0, 1), Token) is PublishOutcome.Busy && proxy.StalledCount > 0, Token);
        proxy.StallAt(null);

        // Far below what the client library's own time-outs add up to.
        await Eventually.TrueAsync(async () => await worker.Transport.PublishAsync(Events.Batch(1, 1), Token) is PublishOutcome.Durable, Token, TimeSpan.FromSeconds(15), what);
    }

    [Fact]
    public async Task Start_NoBroker_RunsAndSaysWhatIsMissing()
    {
        var stores = new Stores();
        await using var worker = await Worker.StartOnBrokerAsync(new Uri("amqp://guest:secret@127.0.0.1:1/"), stores, Token);
        var busy = Assert.IsType<PublishOutcome.Busy>(await worker.Transport.PublishAsync(Events.Batch(0, 1), Token));
        Assert.Contains("127.0.0.1:1", busy.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", busy.Reason, StringComparison.Ordinal);
        Assert.NotNull(await worker.Transport.CheckAsync(Token));
    }
}
