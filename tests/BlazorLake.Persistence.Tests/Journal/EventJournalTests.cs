using System.Globalization;
using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Persistence.Journal;
using BlazorLake.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorLake.Persistence.Tests.Journal;

public sealed class EventJournalTests : IDisposable
{
    private static readonly StreamName Stream = StreamName.Parse("shop.cart");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => _folder.Combine("journal.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Publish_ManyAtOnce_EachIsReadBackOnceInOrderOfOffset()
    {
        using var journal = Open();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => journal.PublishAsync(Batch(i, 2), Token).AsTask()));
        Assert.All(outcomes, o => Assert.IsType<PublishOutcome.Durable>(o));

        var entries = await journal.ReadAsync(0, long.MaxValue, Token);
        Assert.Equal(500, entries.Count);
        Assert.Equal(entries.Select(e => e.Offset).Order(), entries.Select(e => e.Offset));
        Assert.Equal(Enumerable.Range(0, 500).Select(Id).Order(), entries.Select(e => EventBatchCodec.Decode(e.Body).Events[0].Id).Order());
    }

    [Fact]
    public async Task Publish_BatchLargerThanAPiece_IsCutAndKeepsOrder()
    {
        using var journal = Open();
        var batch = new EventBatch(Stream, [.. Enumerable.Range(0, 20).Select(i => Event(i, 200_000))]);
        Assert.IsType<PublishOutcome.Durable>(await journal.PublishAsync(batch, Token));
        var entries = await journal.ReadAsync(0, long.MaxValue, Token);
        Assert.True(entries.Count >= 4);
        Assert.Equal(Enumerable.Range(0, 20).Select(Id), entries.SelectMany(e => EventBatchCodec.Decode(e.Body).Events).Select(e => e.Id));
    }

    [Fact]
    public async Task Read_BoundedBytes_StopsAtTheBoundButGivesAtLeastOne()
    {
        using var journal = Open();
        for (var i = 0; i < 5; i++)
            await journal.PublishAsync(new EventBatch(Stream, [Event(i, 10_000)]), Token);
        Assert.Single(await journal.ReadAsync(0, 1, Token));
        Assert.Equal(2, (await journal.ReadAsync(0, 15_000, Token)).Count);
    }

    [Fact]
    public async Task Advance_AllConsumers_DeletesWhatAllHavePassedAndNeverReusesOffsets()
    {
        using (var journal = Open())
        {
            for (var i = 0; i < 10; i++)
                await journal.PublishAsync(Batch(i, 1), Token);
            journal.Advance("rules", 10);
            journal.Advance("lake", 4);
            await Eventually.TrueAsync(async () => await journal.ReadAsync(0, long.MaxValue, Token) is [{ Offset: 5 }, ..], Token);
            journal.Advance("lake", 10);
            await Eventually.TrueAsync(async () => (await journal.ReadAsync(0, long.MaxValue, Token)).Count == 0, Token);
        }
        using var again = Open();
        Assert.Equal(10, await again.ReadPositionAsync("rules", Token));
        await again.PublishAsync(Batch(11, 1), Token);
        Assert.Equal(11, Assert.Single(await again.ReadAsync(0, long.MaxValue, Token)).Offset);
    }

    [Fact]
    public async Task Publish_BacklogAboveItsLimit_IsBusyUntilTheConsumersCatchUp()
    {
        using var journal = Open(new JournalOptions { MaxBacklogBytes = 4 << 20 });
        PublishOutcome outcome;
        var published = 0;
        while ((outcome = await journal.PublishAsync(new EventBatch(Stream, [Event(published, 250_000)]), Token)) is PublishOutcome.Durable)
            Assert.True(++published < 300, "The limit never held.");
        var busy = Assert.IsType<PublishOutcome.Busy>(outcome);
        Assert.Contains("Broker:MaxBacklogBytes", busy.Reason, StringComparison.Ordinal);
        Assert.Equal(busy.Reason, await journal.CheckAsync(Token));

        journal.Advance("rules", published);
        journal.Advance("lake", published);
        await Eventually.TrueAsync(async () => await journal.PublishAsync(Batch(1, 1), Token) is PublishOutcome.Durable, Token);
        Assert.Null(await journal.CheckAsync(Token));
    }

    [Fact]
    public async Task Publish_DiskAlmostFull_IsBusyAndNamesTheSetting()
    {
        using var journal = Open(new JournalOptions { MinFreeDiskBytes = long.MaxValue });
        var busy = Assert.IsType<PublishOutcome.Busy>(await journal.PublishAsync(Batch(1, 1), Token));
        Assert.Contains("Broker:MinFreeDiskBytes", busy.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_TwoJournalsOnOneFile_BothAreReadAndShareOffsets()
    {
        using var portal = Open();
        using var import = Open();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? portal : import).PublishAsync(Batch(i, 1), Token).AsTask()));
        var entries = await portal.ReadAsync(0, long.MaxValue, Token);
        Assert.Equal(200, entries.Select(e => e.Offset).Distinct().Count());
        Assert.Equal(200, await import.ReadEndAsync(Token));
    }

    [Fact]
    public async Task Wait_AfterAPublish_ReturnsWithoutWaitingOutItsTime()
    {
        using var journal = Open();
        await journal.WaitAsync("rules", TimeSpan.Zero, Token);
        var waiting = journal.WaitAsync("rules", TimeSpan.FromMinutes(5), Token).AsTask();
        await journal.PublishAsync(Batch(1, 1), Token);
        await waiting.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    private EventJournal Open(JournalOptions? options = null) => new(Path, options ?? new JournalOptions(), TimeProvider.System, NullLogger<EventJournal>.Instance);

    private static EventBatch Batch(int number, int count) => new(Stream, [.. Enumerable.Range(number, count).Select(i => Event(i, 100))]);

    private static StreamEvent Event(int number, int bytes) => new()
    {
        Stream = Stream,
        Id = Id(number),
        Source = "/test",
        Type = "test",
        Time = Now,
        ReceivedAt = Now,
        Data = Encoding.UTF8.GetBytes($$"""{"n":{{number}},"text":"{{new string('x', bytes)}}"}"""),
    };

    private static string Id(int number) => number.ToString("D8", CultureInfo.InvariantCulture);
}
