using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing;

namespace BlazorLake.Pipeline.Tests.Poison;

/// <summary>Events whose evaluation can't be committed: the others go on, these are kept where a person sends them again.</summary>
public sealed class RulesPoisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, true)]
    [InlineData(17, true)]
    [InlineData(39, true)]
    [InlineData(0, false)]
    [InlineData(17, false)]
    [InlineData(39, false)]
    public async Task Commit_OneEventNeverCanBe_IsSetAsideAndEvaluatedOnceWhenSentAgain(int poison, bool isSaid)
    {
        var stores = new Stores();
        var broken = true;
        bool Breaks(EvaluationCommit commit) => Volatile.Read(ref broken) && commit.Keys.Contains(Events.One(poison).Key);
        if (isSaid)
            stores.Evaluation.Refuses = commit => Breaks(commit) ? "The database refuses a value." : null;
        else
            stores.Evaluation.BeforeCommit = commit => Breaks(commit) ? Task.FromException(new InvalidOperationException("Never foreseen.")) : Task.CompletedTask;
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(worker, Events.Batch(0, 25));
        await PublishAsync(worker, Events.Batch(25, 15));

        await DoneAsync(worker);
        Assert.Equal(39, stores.Evaluation.Keys.Count);
        Assert.Equal(39, stores.Evaluation.Keys.Distinct().Count());
        Assert.Equal(40, stores.Lake.Rows.Count);
        var kept = Assert.Single(stores.Streams.Kept);
        Assert.Equal(Events.Id(poison), kept.Headers["property.event_id"]);
        Assert.Contains(isSaid ? "refuses a value" : "Never foreseen", kept.Reason, StringComparison.Ordinal);
        Assert.Null(await worker.Get<PipelineHealth>().CheckRulesAsync(Token));

        Volatile.Write(ref broken, false);
        for (var time = 0; time < 2; time++)
            Assert.IsType<RedriveOutcome.Sent>(await worker.Get<IUnreadableMessageRedrive>().SendAgainAsync(kept.Id, Token));
        await DoneAsync(worker);
        Assert.Equal(40, stores.Evaluation.Keys.Distinct().Count());
        Assert.Equal(40, stores.Evaluation.Keys.Count);
        Assert.Equal(1, stores.Evaluation.Duplicates);
        Assert.Equal(40, stores.Lake.Rows.Count);
    }

    [Fact]
    public async Task Commit_EveryCommitFailsForAWhile_WaitsAndSetsNothingAside()
    {
        var stores = new Stores();
        var attempts = 0;
        var away = true;
        stores.Evaluation.BeforeCommit = _ =>
        {
            Interlocked.Increment(ref attempts);
            return Volatile.Read(ref away) ? Task.FromException(new InvalidOperationException("Something is wrong with everything.")) : Task.CompletedTask;
        };
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(worker, Events.Batch(0, 10));
        await Eventually.TrueAsync(() => Volatile.Read(ref attempts) > 15, Token);
        Volatile.Write(ref away, false);

        await DoneAsync(worker);
        Assert.Equal(10, stores.Evaluation.Keys.Count);
        Assert.Empty(stores.Streams.Kept);
    }

    [Fact]
    public async Task Commit_KeepingFailsForAWhile_NothingIsCommittedTwice()
    {
        var stores = new Stores();
        var failures = 3;
        stores.Evaluation.Refuses = commit => commit.Keys.Contains(Events.One(4).Key) ? "The database refuses a value." : null;
        stores.Streams.BeforeKeep = () => Interlocked.Decrement(ref failures) >= 0 ? throw new IOException("The database is away.") : Task.CompletedTask;
        await using var worker = await Worker.StartOnJournalAsync(_folder.Path, stores, Token);
        await PublishAsync(worker, Events.Batch(0, 10));

        await DoneAsync(worker);
        Assert.Equal(9, stores.Evaluation.Keys.Count);
        Assert.Equal(0, stores.Evaluation.Duplicates);
        Assert.Single(stores.Streams.Kept);
    }

    private static Task DoneAsync(Worker worker) => worker.Get<IEventBacklog>().WaitUntilDoneAsync(Token).WaitAsync(TimeSpan.FromSeconds(30), Token);

    private static async Task PublishAsync(Worker worker, EventBatch batch) =>
        Assert.IsType<PublishOutcome.Durable>(await worker.Transport.PublishAsync(batch, Token));
}
