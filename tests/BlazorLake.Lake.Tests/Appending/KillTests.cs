using System.Globalization;
using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Testing;
using BlazorLake.Testing.Processes;

namespace BlazorLake.Lake.Tests.Appending;

/// <summary>A process that appends is killed again and again; what it was told is committed stays, once, and the table is whole.</summary>
public sealed class KillTests
{
    private const string FolderVariable = "BLAZORLAKE_KILL_TEST_FOLDER";
    private const int BatchRows = 300;
    private const int Kills = 4;

    private static readonly StreamName Stream = StreamName.Parse("killed");
    private static readonly DateTimeOffset Noon = new(2026, 8, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Append_KilledAtAnyMoment_LosesNothingThatWasCommitted()
    {
        using var folder = new TemporaryFolder("kill");
        var acknowledged = folder.Combine("acknowledged");
        await File.WriteAllTextAsync(acknowledged, "", TestLake.Token);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = Lines(acknowledged).Count;
            await using var writer = ChildProcess.Start(
                Environment.ProcessPath!,
                [.. ProgramArguments(), "--filter-method", "*KillTests.Append_NotKilled_AcknowledgesEveryBatch", "--progress", "off"],
                [new(FolderVariable, folder.Path)]);

            // A different number of commits each time, so that checkpoints are hit too.
            await Eventually.TrueAsync(() => writer.HasExited || Lines(acknowledged).Count >= before + (kill * 3), TestLake.Token, TimeSpan.FromSeconds(60));
            Assert.False(writer.HasExited, writer.Output);
            await writer.KillAsync(TestLake.Token);
        }

        using var lake = new DeltaLake(new LakeOptions { Root = folder.Combine("lake") }, TimeProvider.System, _ => { });
        var commits = (await lake.Catalog.ReadHistoryAsync(Stream, new PageRequest(1000), TestLake.Token))!.Items;
        Assert.All(commits, commit => Assert.Equal(BatchRows, commit.AddedRowCount));
        Assert.InRange(commits.Count, Lines(acknowledged).Count, Lines(acknowledged).Count + Kills);
        var keys = new List<EventKey>();
        await foreach (var added in lake.Appender.ReadKeysAsync(Stream, -1, DateTimeOffset.MinValue, TestLake.Token))
            keys.AddRange(added.Keys);
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Equal(commits.Count * BatchRows, keys.Count);
        Assert.Empty(Lines(acknowledged).SelectMany(batch => Batch(int.Parse(batch, CultureInfo.InvariantCulture))).Select(added => added.Key).Except(keys));
        Assert.IsType<AppendOutcome.Committed>(await lake.Appender.AppendAsync(Stream, Batch(1_000_000), commits[0].Version, TestLake.Token));
    }

    /// <summary>Also what the killed process runs: with the variable set it goes on until it is killed.</summary>
    [Fact]
    public async Task Append_NotKilled_AcknowledgesEveryBatch()
    {
        using var folder = new TemporaryFolder("kill");
        var shared = Environment.GetEnvironmentVariable(FolderVariable);

        await WriteAsync(shared ?? folder.Path, shared is null ? 3 : int.MaxValue, TestLake.Token);

        Assert.Equal(["0", "1", "2"], Lines(folder.Combine("acknowledged")));
    }

    private static async Task WriteAsync(string folder, int batches, CancellationToken cancellationToken)
    {
        using var lake = new DeltaLake(new LakeOptions { Root = Path.Combine(folder, "lake") }, TimeProvider.System, _ => { });
        var known = (await lake.Catalog.FindAsync(Stream, cancellationToken))?.Table.Version ?? -1;
        for (var written = 0; written < batches; written++)
        {
            // The batch's number is the version it gets, so one that was committed but not acknowledged is not written again.
            known = Assert.IsType<AppendOutcome.Committed>(await lake.Appender.AppendAsync(Stream, Batch((int)known + 1), known, cancellationToken)).Version;
            await File.AppendAllTextAsync(Path.Combine(folder, "acknowledged"), $"{known}\n", cancellationToken);
        }
    }

    // The test program is started through dotnet, or by itself.
    private static string[] ProgramArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(KillTests).Assembly.Location] : [];

    private static List<string> Lines(string file) => [.. File.ReadAllText(file).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static StreamEvent[] Batch(int batch) =>
    [
        .. Enumerable.Range(0, BatchRows).Select(row => new StreamEvent
        {
            Stream = Stream,
            Id = $"{batch}-{row}",
            Source = "/tests",
            Type = "t",
            Time = Noon.AddHours(row),
            ReceivedAt = Noon,
            Data = System.Text.Encoding.UTF8.GetBytes($$"""{"batch":{{batch}},"f{{batch % 40}}":{{row}}}"""),
        }),
    ];
}
