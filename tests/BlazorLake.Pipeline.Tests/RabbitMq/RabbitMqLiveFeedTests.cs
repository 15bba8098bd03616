using System.Collections.Concurrent;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing;
using BlazorLake.Testing.Brokers;

namespace BlazorLake.Pipeline.Tests.RabbitMq;

/// <summary>Changes reach every node; watched streams are seen on any node.</summary>
public sealed class RabbitMqLiveFeedTests(RabbitMqFixture rabbit) : IClassFixture<RabbitMqFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_OnOneNode_IsHeardOnceOnEach()
    {
        var (one, other) = await TwoNodesAsync();
        await using var first = one;
        await using var second = other;
        var heardHere = new ConcurrentQueue<LiveChange>();
        var heardThere = new ConcurrentQueue<LiveChange>();
        using var here = first.Feed.Subscribe(heardHere.Enqueue);
        using var there = second.Feed.Subscribe(heardThere.Enqueue);
        var alert = new Alert(new AlertId(Guid.CreateVersion7()), new RuleId(Guid.CreateVersion7()), "Large basket", """{"customer":"ü"}""", Severity.Critical, AlertState.Open,
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 3, "title", "body", DateTimeOffset.UnixEpoch);

        await first.Feed.PublishAsync(new LiveChange.AlertsChanged([alert]), Token);
        await first.Feed.PublishAsync(new LiveChange.RulesChanged(), Token);
        await Eventually.TrueAsync(() => heardThere.Count == 2, Token);

        Assert.Equal(alert, Assert.Single(Assert.IsType<LiveChange.AlertsChanged>(heardThere.First()).Alerts));
        Assert.IsType<LiveChange.RulesChanged>(heardThere.Last());
        Assert.Equal(2, heardHere.Count);
    }

    [Fact]
    public async Task Watch_StreamThatAnotherNodePublishesTo_SeesItsEventsUntilDisposed()
    {
        var (one, other) = await TwoNodesAsync();
        await using var first = one;
        await using var second = other;
        var seen = new ConcurrentQueue<StreamEvent>();
        var watch = second.Feed.Watch(Events.Cart, events =>
        {
            foreach (var item in events)
                seen.Enqueue(item);
        });
        var next = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                await first.Transport.PublishAsync(Events.Batch(next++, 1), Token);
                await first.Transport.PublishAsync(Events.Batch(next++, 1, StreamName.Parse("shop.orders")), Token);
                return !seen.IsEmpty;
            },
            Token);
        Assert.All(seen, e => Assert.Equal(Events.Cart, e.Stream));
        watch.Dispose();
    }

    private async Task<(Worker First, Worker Second)> TwoNodesAsync()
    {
        var broker = await rabbit.CreateVirtualHostAsync(Token);
        var stores = new Stores();
        var first = await Worker.StartOnBrokerAsync(broker, stores, Token);
        var second = await Worker.StartOnBrokerAsync(broker, stores, Token);
        await Eventually.TrueAsync(async () => await first.Transport.CheckAsync(Token) is null && await second.Transport.CheckAsync(Token) is null, Token);
        return (first, second);
    }
}
