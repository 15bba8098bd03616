using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing;

namespace BlazorLake.Pipeline.Tests.Poison;

/// <summary>Events that the lake can't take: the others go in, these are kept where a person sends them again.</summary>
public sealed class LakePoisonTests : IDisposable
{
    private static readonly StreamName Other = StreamName.Parse("shop.orders");

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_LakeRefusesSomeEvents_TheyAreSetAsideAndGoInOnceWhenSentAgain()
    {
        var stores = new Stores();
        var odd = new[] { Events.One(3).Key, Events.One(77).Key }.ToHashSet();
        stores.Lake.Refuses = e => odd.Contains(e.Key);
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(worker, Events.Batch(0, 50) with { IsHistory = true });
        await PublishAsync(worker, Events.Batch(50, 50));

        await Eventually.TrueAsync(() => stores.Lake.Rows.Count == 98 && stores.Evaluation.Keys.Count == 100 && stores.Streams.Kept.Count == 2, Token);
        await worker.Get<IEventBacklog>().WaitUntilDoneAsync(Token).WaitAsync(TimeSpan.FromSeconds(20), Token);
        Assert.Null(await worker.Get<PipelineHealth>().CheckLakeAsync(Token));
        Assert.DoesNotContain(stores.Lake.Rows, r => odd.Contains(r.Key));
        var kept = stores.Streams.Kept.OrderBy(m => m.Headers["property.event_id"], StringComparer.Ordinal).ToList();
        Assert.Equal([Events.Id(3), Events.Id(77)], kept.Select(m => m.Headers["property.event_id"]));
        Assert.All(kept, m => Assert.Equal("shop.cart", m.Stream));
        Assert.All(kept, m => Assert.Contains("It is odd.", m.Reason, StringComparison.Ordinal));
        Assert.Contains("""{"n":3}""", Encoding.UTF8.GetString(kept[0].Body.Span), StringComparison.Ordinal);

        stores.Lake.Refuses = _ => false;
        for (var time = 0; time < 2; time++)
            foreach (var message in kept)
                Assert.IsType<RedriveOutcome.Sent>(await worker.Get<IUnreadableMessageRedrive>().SendAgainAsync(message.Id, Token));
        await worker.Get<IEventBacklog>().WaitUntilDoneAsync(Token).WaitAsync(TimeSpan.FromSeconds(20), Token);
        Assert.Equal(Enumerable.Range(0, 100).Select(n => Events.One(n).Key).Order(), stores.Lake.Rows.Select(r => r.Key).Order());
        Assert.Equal(100, stores.Evaluation.Keys.Count);
        Assert.Equal(0, stores.Evaluation.Duplicates);
    }

    [Fact]
    public async Task Append_SentAgainAndStillRefused_ComesBackAsANewMessage()
    {
        var stores = new Stores();
        stores.Lake.Refuses = e => e.Id == Events.Id(1);
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(worker, Events.Batch(0, 2));
        await Eventually.TrueAsync(() => stores.Streams.Kept.Count == 1, Token);

        Assert.IsType<RedriveOutcome.Sent>(await worker.Get<IUnreadableMessageRedrive>().SendAgainAsync(stores.Streams.Kept[0].Id, Token));

        await Eventually.TrueAsync(() => stores.Streams.Kept.Count == 2, Token);
        Assert.Equal(Events.Id(1), stores.Streams.Kept[1].Headers["property.event_id"]);
        Assert.Single(stores.Lake.Rows);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    [InlineData(39)]
    public async Task Append_OneEventAlwaysBreaksIt_IsFoundAndTheOthersGoIn(int poison)
    {
        var stores = new Stores();
        stores.Lake.Check = events => ThrowIf(events.Any(e => e.Id == Events.Id(poison)));
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(worker, Events.Batch(0, 25));
        await PublishAsync(worker, Events.Batch(25, 15));
        await PublishAsync(worker, Events.Batch(1000, 5, Other));

        await worker.Get<IEventBacklog>().WaitUntilDoneAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal(44, stores.Lake.Rows.Count);
        Assert.Equal(44, stores.Lake.Rows.Select(r => r.Key).Distinct().Count());
        var kept = Assert.Single(stores.Streams.Kept);
        Assert.Equal(Events.Id(poison), kept.Headers["property.event_id"]);
        Assert.Contains("can't be stored in the lake", kept.Reason, StringComparison.Ordinal);
        Assert.Null(await worker.Get<PipelineHealth>().CheckLakeAsync(Token));

        stores.Lake.Check = _ => { };
        Assert.IsType<RedriveOutcome.Sent>(await worker.Get<IUnreadableMessageRedrive>().SendAgainAsync(kept.Id, Token));
        await Eventually.TrueAsync(() => stores.Lake.Rows.Count == 45, Token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Append_NothingCanBeWrittenForAWhile_WaitsAndSetsNothingAside(bool isDisk)
    {
        var stores = new Stores();
        var attempts = 0;
        var away = true;
        stores.Lake.Check = _ =>
        {
            Interlocked.Increment(ref attempts);
            if (Volatile.Read(ref away))
                throw isDisk ? new IOException("No space left on device.") : new InvalidOperationException("The table was changed by another program.");
        };
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(worker, Events.Batch(0, 20));
        await Eventually.TrueAsync(() => Volatile.Read(ref attempts) > (isDisk ? 5 : 45), Token);
        Volatile.Write(ref away, false);

        await Eventually.TrueAsync(() => stores.Lake.Rows.Count == 20, Token);
        Assert.Empty(stores.Streams.Kept);
    }

    [Fact]
    public async Task Append_OneEventBreaksItWhileTheLakeIsNotWell_IsKeptWaitingNotSetAside()
    {
        var stores = new Stores();
        var broken = true;
        stores.Lake.Trouble = "The lake can't be written.";
        stores.Lake.Check = events => ThrowIf(Volatile.Read(ref broken) && events.Any(e => e.Id == Events.Id(5)));
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(worker, Events.Batch(0, 10));
        await Eventually.TrueAsync(() => stores.Lake.Rows.Count == 9, Token);
        Volatile.Write(ref broken, false);

        await Eventually.TrueAsync(() => stores.Lake.Rows.Count == 10, Token);
        Assert.Empty(stores.Streams.Kept);
    }

    private static void ThrowIf(bool breaks)
    {
        if (breaks)
            throw new InvalidOperationException("A column of this kind was never foreseen.");
    }

    private static async Task PublishAsync(Worker worker, EventBatch batch) =>
        Assert.IsType<PublishOutcome.Durable>(await worker.Transport.PublishAsync(batch, Token));
}
