using BlazorLake.Lake.Log;

namespace BlazorLake.Lake.Tests.Log;

public sealed class LogSegmentTests
{
    [Fact]
    public void Plan_NoFiles_IsNoTable() => Assert.Empty(LogSegment.Plan(["readme.txt", ".0.json.crc"], null));

    [Fact]
    public void Plan_CommitsOnly_StartsAtZero()
    {
        var way = Assert.Single(LogSegment.Plan([Commit(1), Commit(0)], null));
        Assert.Equal((1L, -1L), (way.Version, way.CheckpointVersion));
    }

    [Fact]
    public void Plan_SeveralCheckpoints_TriesTheNewestFirst() =>
        Assert.Equal([10L, 5L, -1L], LogSegment.Plan([.. Enumerable.Range(0, 13).Select(version => Commit(version)), Checkpoint(5), Checkpoint(10)], null).Select(way => way.CheckpointVersion));

    [Fact]
    public void Plan_CleanedUpBelowACheckpoint_NeedsNoOlderCommit()
    {
        var way = Assert.Single(LogSegment.Plan([Checkpoint(10), Commit(10), Commit(11)], null));
        Assert.Equal((11L, 10L), (way.Version, way.CheckpointVersion));
    }

    [Fact]
    public void Plan_CheckpointPartMissing_IsNotUsed() =>
        Assert.Equal(
            [-1L],
            LogSegment.Plan([Commit(0), Commit(1), $"{1:D20}.checkpoint.{1:D10}.{2:D10}.parquet"], null).Select(way => way.CheckpointVersion));

    [Fact]
    public void Plan_AllPartsThere_AreInOrder()
    {
        var second = $"{1:D20}.checkpoint.{2:D10}.{2:D10}.parquet";
        var first = $"{1:D20}.checkpoint.{1:D10}.{2:D10}.parquet";
        Assert.Equal([first, second], Assert.Single(LogSegment.Plan([second, first], null)).Checkpoint);
    }

    [Fact]
    public void Plan_GapAfterCheckpoint_NamesTheMissingCommit()
    {
        var exception = Assert.Throws<DeltaTableException>(() => LogSegment.Plan([Checkpoint(10), Commit(10), Commit(12)], null));
        Assert.Contains(Commit(11), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_VersionBeyondTheNewest_SaysWhichIsNewest()
    {
        var exception = Assert.Throws<DeltaTableException>(() => LogSegment.Plan([Commit(0)], 7));
        Assert.Contains("no version 7; its newest is 0", exception.Message, StringComparison.Ordinal);
    }

    private static string Commit(long version) => LogFileName.OfCommit(version);

    private static string Checkpoint(long version) => LogFileName.OfCheckpoint(version);
}
