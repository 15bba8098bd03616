using BlazorLake.Domain;
using BlazorLake.Domain.Lake;
using BlazorLake.Lake.Storage;
using BlazorLake.Testing;

namespace BlazorLake.Lake.Tests.Appending;

public sealed class RaceTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Append_FourLakesAtOnce_StoreEachEventOnceInOneOrder()
    {
        const int Writers = 4;
        const int Commits = 12;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer, Commits), TestLake.Token)));

        Assert.Equal(Writers * Commits, (await _lake.ReadAsync()).Select(read => read.Id).Distinct().Count());
        var history = (await _lake.Lake.Catalog.ReadHistoryAsync(TestLake.Stream, new PageRequest(1000), TestLake.Token))!.Items;
        Assert.Equal(Enumerable.Range(0, Writers * Commits).Reverse().Select(version => (long)version), history.Select(commit => commit.Version));
        Assert.All(history, commit => Assert.Equal(1, commit.AddedRowCount));
        Assert.Equal(Writers * Commits, Directory.GetFiles(_lake.TableFolder, "*.parquet", SearchOption.AllDirectories).Count(file => !file.Contains("_delta_log", StringComparison.Ordinal)));
        Assert.DoesNotContain(Directory.GetFiles(_lake.Options.Root, ".*", SearchOption.AllDirectories), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PutIfAbsent_FourAtOnce_HasOneWinnerEveryTime()
    {
        using var folder = new TemporaryFolder("put");
        var storage = new LocalLakeStorage(folder.Path, TimeProvider.System);
        for (var round = 0; round < 100; round++)
        {
            using var start = new Barrier(4);
            var path = $"t/{round}.json";
            var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Factory.StartNew(
                async () =>
                {
                    start.SignalAndWait(TestLake.Token);
                    return await storage.PutIfAbsentAsync(path, new[] { (byte)('0' + writer) }, TestLake.Token);
                },
                TestLake.Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));

            var winner = Array.IndexOf(won, true);
            Assert.Single(won, result => result);
            Assert.Equal([(byte)('0' + winner)], await File.ReadAllBytesAsync(folder.Combine("t", $"{round}.json"), TestLake.Token));
        }
    }

    private async Task WriteAsync(int writer, int commits)
    {
        using var lake = _lake.Open();
        var known = -1L;
        for (var commit = 0; commit < commits;)
        {
            // Every writer brings new fields too, so that the schema is raced for as well.
            var added = _lake.Event($$"""{"writer{{writer}}":{{commit}},"field{{commit}}":"x"}""", id: $"{writer}-{commit}");
            switch (await lake.Appender.AppendAsync(TestLake.Stream, [added], known, TestLake.Token))
            {
                case AppendOutcome.Committed committed:
                    known = committed.Version;
                    commit++;
                    break;
                case AppendOutcome.Behind behind:
                    known = behind.Version;
                    break;
            }
        }
    }
}
