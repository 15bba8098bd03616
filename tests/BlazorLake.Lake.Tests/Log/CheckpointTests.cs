using System.Collections.Concurrent;
using BlazorLake.Domain;
using BlazorLake.Domain.Lake;

namespace BlazorLake.Lake.Tests.Log;

public sealed class CheckpointTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Write_WhileItLasts_NothingInTheLogIsNamedAsACommit()
    {
        await _lake.AppendAsync(_lake.Event("{}"));
        var seen = new ConcurrentQueue<string>();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(_lake.LogFolder, "*.json");
        watcher.Created += (_, file) =>
        {
            seen.Enqueue(file.Name!);
            if (file.Name == "end.json")
                ended.TrySetResult();
        };
        watcher.EnableRaisingEvents = true;

        for (var commit = 1; commit <= 10; commit++)
            await _lake.AppendAsync(_lake.Event("{}"));

        // A process that is killed meanwhile leaves behind what there is, and readers that look for *.json would take it for a commit.
        await File.WriteAllTextAsync(Path.Combine(_lake.LogFolder, "end.json"), "", TestLake.Token);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestLake.Token);
        Assert.True(File.Exists(Path.Combine(_lake.LogFolder, "00000000000000000010.checkpoint.parquet")));
        Assert.Equal(10, seen.Count(name => name.Length == 25));
        Assert.All(seen.Where(name => name != "end.json"), name => Assert.Matches(@"^[0-9]{20}\.json$", name));
    }

    [Fact]
    public async Task Append_TenthVersion_WritesACheckpointThatAloneGivesTheTable()
    {
        await AppendAsync(11);
        var expected = await FilesAsync(_lake.Lake);
        Assert.True(File.Exists(Path.Combine(_lake.LogFolder, "00000000000000000010.checkpoint.parquet")));
        for (var version = 0; version <= 9; version++)
            File.Delete(Path.Combine(_lake.LogFolder, $"{version:D20}.json"));

        using var other = _lake.Open();

        Assert.Equal(expected, await FilesAsync(other));
        Assert.Equal(11, (await other.Catalog.FindAsync(TestLake.Stream, TestLake.Token))!.Table.RowCount);
        Assert.Empty(_lake.Warnings);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"version\":99999}")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Read_BrokenLastCheckpoint_IsOnlyAHint(string content)
    {
        await AppendAsync(12);
        await File.WriteAllTextAsync(Path.Combine(_lake.LogFolder, "_last_checkpoint"), content, TestLake.Token);

        using var other = _lake.Open();

        Assert.Equal(12, (await other.Catalog.FindAsync(TestLake.Stream, TestLake.Token))!.Table.RowCount);
        await _lake.AppendAsync(_lake.Event("{}"));
        Assert.Equal(13, (await other.Catalog.FindAsync(TestLake.Stream, TestLake.Token))!.Table.RowCount);
    }

    [Fact]
    public async Task Read_BrokenCheckpoint_FallsBackToTheCommits()
    {
        await AppendAsync(12);
        await File.WriteAllTextAsync(Path.Combine(_lake.LogFolder, "00000000000000000010.checkpoint.parquet"), "no Parquet", TestLake.Token);

        using var other = _lake.Open();

        Assert.Equal(12, (await other.Catalog.FindAsync(TestLake.Stream, TestLake.Token))!.Table.RowCount);
    }

    [Fact]
    public async Task Read_GapInTheLog_IsListedAsAProblem()
    {
        await AppendAsync(4);
        File.Delete(Path.Combine(_lake.LogFolder, "00000000000000000002.json"));

        using var other = _lake.Open();

        var table = Assert.Single(await other.Catalog.ListAsync(TestLake.Token));
        Assert.Contains("00000000000000000002.json is missing", table.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_CommitsCleanedUpBelowACheckpoint_ReadsTheCheckpoint()
    {
        await AppendAsync(2);
        using var other = _lake.Open();
        Assert.Equal(2, (await other.Catalog.FindAsync(TestLake.Stream, TestLake.Token))!.Table.RowCount);
        await AppendAsync(19);
        for (var version = 0; version <= 19; version++)
            File.Delete(Path.Combine(_lake.LogFolder, $"{version:D20}.json"));

        Assert.Equal(21, (await other.Catalog.FindAsync(TestLake.Stream, TestLake.Token))!.Table.RowCount);
    }

    private async Task AppendAsync(int commits)
    {
        for (var commit = 0; commit < commits; commit++)
            await _lake.AppendAsync(_lake.Event($$"""{"field{{commit}}":"odd \u0000 \ud83d\ude00 text"}"""));
    }

    private static async Task<IReadOnlyList<string>> FilesAsync(DeltaLake lake) =>
    [
        .. (await lake.Catalog.ReadFilesAsync(TestLake.Stream, null, new PageRequest(1000), TestLake.Token))!.Items
            .Select(file => $"{file.Path} {file.Date} {file.SizeBytes} {file.RowCount} {string.Join(',', file.Columns.Select(Text))}")
            .Order(StringComparer.Ordinal),
    ];

    private static string Text(LakeColumnStatistics column) => $"{column.Column}:{column.Min}:{column.Max}:{column.NullCount}";
}
