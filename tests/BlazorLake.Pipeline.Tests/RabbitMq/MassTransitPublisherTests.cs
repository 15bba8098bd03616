using System.Text.Json;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing;
using BlazorLake.Testing.Brokers;
using MassTransit;

namespace BlazorLake.Pipeline.Tests.RabbitMq;

/// <summary>A program that uses MassTransit and knows nothing of us but the exchange's name and the stream's.</summary>
public sealed class MassTransitPublisherTests(RabbitMqFixture rabbit) : IClassFixture<RabbitMqFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Publish_FromMassTransit_IsEvaluatedAndStoredOnceWithItsIdAndTime(bool isRaw)
    {
        var stores = new Stores();
        var broker = await rabbit.CreateVirtualHostAsync(Token);
        await using var worker = await Worker.StartOnBrokerAsync(broker, stores, Token);
        await Eventually.TrueAsync(async () => await worker.Transport.CheckAsync(Token) is null, Token);
        // Without a container this is the only way to say that nobody is to be told of this bus.
        Environment.SetEnvironmentVariable("MASSTRANSIT_USAGE_TELEMETRY", "false");
        var bus = Bus.Factory.CreateUsingRabbitMq(configure =>
        {
            configure.Host(broker);
            if (isRaw)
                configure.UseRawJsonSerializer();
            configure.Message<CartAdded>(message => message.SetEntityName("blazorlake.events"));
            configure.Publish<CartAdded>(publish => publish.ExchangeType = "topic");
            configure.Send<CartAdded>(send => send.UseRoutingKeyFormatter(_ => "shop.cart"));
        });
        await bus.StartAsync(Token).WaitAsync(Limit, Token);
        var ids = Enumerable.Range(0, 20).Select(_ => NewId.NextGuid()).ToArray();
        var before = TimeProvider.System.GetUtcNow();
        try
        {
            foreach (var id in ids)
                for (var copy = 0; copy < 2; copy++)
                    await bus.Publish(new CartAdded("17850", 2.55, Basket: ["WHITE METAL LANTERN", "é"]), context => context.MessageId = id, Token).WaitAsync(Limit, Token);
        }
        finally
        {
            await bus.StopAsync(Token).WaitAsync(Limit, Token);
        }

        await Eventually.TrueAsync(() => stores.Lake.Rows.Count == ids.Length && stores.Evaluation.Duplicates == ids.Length, Token);
        Assert.Equal(ids.Select(id => id.ToString()).Order(), stores.Lake.Rows.Select(r => r.Id).Order());
        Assert.Equal(stores.Evaluation.Keys.Order(), stores.Lake.Rows.Select(r => r.Key).Order());
        Assert.All(stores.Lake.Rows, row => Assert.InRange(row.Time, before.AddSeconds(-2), TimeProvider.System.GetUtcNow().AddSeconds(2)));
        Assert.All(stores.Lake.Rows, row =>
        {
            using var data = JsonDocument.Parse(row.Data);
            Assert.Equal(("17850", 2.55, 3), (data.RootElement.GetProperty("customerId").GetString(), data.RootElement.GetProperty("price").GetDouble(), data.RootElement.EnumerateObject().Count()));
        });
        Assert.Empty(stores.Evaluation.Unreadable);
    }

    /// <summary>Public, because MassTransit takes exchanges of other types for temporary ones.</summary>
    public sealed record CartAdded(string CustomerId, double Price, IReadOnlyList<string> Basket);
}
