using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing;

namespace BlazorLake.Pipeline.Tests.Journal;

/// <summary>The embedded way: publish, journal, both consumers.</summary>
public sealed class JournalPipelineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Publish_WithDuplicates_IsEvaluatedAndStoredOnce()
    {
        var stores = new Stores();
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        foreach (var number in Enumerable.Range(0, 30))
            await PublishAsync(worker, Events.Batch(number * 10, 20));
        await SettledAsync(stores, 310);
        Assert.Equal(290, stores.Evaluation.Duplicates);
    }

    [Fact]
    public async Task Start_AfterAnEndWithoutCommit_ReadsTheJournalAgainAndRepeatsNothing()
    {
        var stores = new Stores();
        await using (var first = await Worker.StartOnJournalAsync(_folder.Path, stores, Token, PipelineWork.Rules))
        {
            await PublishAsync(first, Events.Batch(0, 100));
            await Eventually.TrueAsync(() => stores.Evaluation.Keys.Count == 100, Token);
        }
        // The index may be lost at any time: the log is read again.
        Directory.Delete(_folder.Combine("seen"), recursive: true);
        await using var second = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(second, Events.Batch(50, 100));
        await SettledAsync(stores, 150);
    }

    /// <summary>With very many rules reading them takes seconds: not the first event's.</summary>
    [Fact]
    public async Task Start_BeforeAnyEvent_HasReadTheRules()
    {
        var stores = new Stores();
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token, PipelineWork.Rules);
        await Eventually.TrueAsync(() => stores.Rules.LoadCount == 1, Token);
        await PublishAsync(worker, Events.Batch(0, 100));
        await Eventually.TrueAsync(() => stores.Evaluation.Keys.Count == 100, Token);
        Assert.Equal(1, stores.Rules.LoadCount);
    }

    [Fact]
    public async Task Consume_TwoProcessesOnOneFolder_OneConsumesAndTheOtherTakesOver()
    {
        var stores = new Stores();
        var first = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await using var second = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(second, Events.Batch(0, 100));
        await SettledAsync(stores, 100);
        await first.DisposeAsync();
        await PublishAsync(second, Events.Batch(100, 100));
        await SettledAsync(stores, 200);
    }

    [Fact]
    public async Task Backlog_AfterPublishing_IsDoneWhenBothSidesHaveIt()
    {
        var stores = new Stores();
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(worker, Events.Batch(0, 1_000));
        await worker.Get<IEventBacklog>().WaitUntilDoneAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.Equal((1_000, 1_000), (stores.Evaluation.Keys.Count, stores.Lake.Rows.Count));
    }

    [Fact]
    public async Task Watch_InThisProcess_SeesEventsAsTheyAreAccepted()
    {
        var stores = new Stores();
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        var seen = new TaskCompletionSource<IReadOnlyList<StreamEvent>>();
        using var watch = worker.Feed.Watch(Events.Cart, events => seen.TrySetResult(events));
        await PublishAsync(worker, Events.Batch(7, 1));
        var shown = await seen.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        Assert.Equal(Events.Id(7), Assert.Single(shown).Id);
    }

    [Fact]
    public async Task Consume_DatabaseAwayForAWhile_TriesAgainAndSaysSo()
    {
        var stores = new Stores();
        var attempts = 0;
        stores.Evaluation.BeforeCommit = _ => Interlocked.Increment(ref attempts) <= 3 ? Task.FromException(new IOException("The database is away.")) : Task.CompletedTask;
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(worker, Events.Batch(0, 10));
        await SettledAsync(stores, 10);
        Assert.True(attempts >= 4);
        Assert.Null(await worker.Get<PipelineHealth>().CheckRulesAsync(Token));
    }

    [Fact]
    public async Task Stop_EventsGathered_AreCommittedBeforeTheProcessEnds()
    {
        var stores = new Stores { FlushInterval = TimeSpan.FromMinutes(30) };
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(worker, Events.Batch(0, 10));
        await Eventually.TrueAsync(() => stores.Evaluation.Keys.Count == 10, Token);
        Assert.Empty(stores.Lake.Rows);
        await worker.DisposeAsync();
        await using var next = await Worker.StartOnJournalAsync(_folder.Path, new Stores(), Token);
        // Committed at the stop, or still in the journal: lost never.
        var left = await next.Get<IEventJournal>().ReadAsync(await next.Get<IEventJournal>().ReadPositionAsync("lake", Token), long.MaxValue, Token);
        Assert.True(stores.Lake.Rows.Count == 10 || left.Count == 1);
    }

    private static async Task PublishAsync(Worker worker, EventBatch batch) =>
        Assert.IsType<PublishOutcome.Durable>(await worker.Transport.PublishAsync(batch, Token));

    private static async Task SettledAsync(Stores stores, int count)
    {
        await Eventually.TrueAsync(() => stores.Evaluation.Keys.Count >= count && stores.Lake.Rows.Count >= count, Token, TimeSpan.FromSeconds(40));
        Assert.Equal(count, stores.Evaluation.Keys.Distinct().Count());
        Assert.Equal(count, stores.Evaluation.Keys.Count);
        Assert.Equal(stores.Evaluation.Keys.Order(), stores.Lake.Rows.Select(r => r.Key).Order());
    }
}
