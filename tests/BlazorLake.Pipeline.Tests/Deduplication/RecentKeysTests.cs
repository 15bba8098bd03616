using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Deduplication;
using BlazorLake.Testing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BlazorLake.Pipeline.Tests.Deduplication;

public sealed class RecentKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Contains_AnySequenceOfRecordsFlushesAndReopens_AgreesWithASet()
    {
        // Keys from a small range, so that many repeat; groups of every size; now and then written out or reopened.
        var step = Gen.Select(Gen.Int[0, 400].Array[0, 300], Gen.Int[0, 3]);
        await step.Array[1, 25].SampleAsync(async steps =>
        {
            using var folder = new TemporaryFolder();
            var expected = new HashSet<EventKey>();
            var keys = RecentKeys.Open(folder.Path, _time);
            long position = 0;
            foreach (var (numbers, action) in steps)
            {
                var group = numbers.Select(Key).ToArray();
                await keys.RecordAsync("log", ++position, _time.GetUtcNow(), group, Token);
                expected.UnionWith(group);
                if (action >= 2)
                    await keys.FlushAsync(Token);
                if (action == 3)
                {
                    await keys.DisposeAsync();
                    keys = RecentKeys.Open(folder.Path, _time);
                }
            }
            for (var i = -5; i < 405; i++)
                Assert.Equal(expected.Contains(Key(i)), keys.Contains(Key(i)));
            Assert.Equal(position, keys.PositionOf("log"));
            await keys.DisposeAsync();
        }, iter: 60, threads: 1);
    }

    [Fact]
    public async Task Flush_LastEntryHadNoKeys_KeepsItsPosition()
    {
        var keys = RecentKeys.Open(_folder.Path, _time);
        await keys.RecordAsync("log", 1, _time.GetUtcNow(), [Key(1)], Token);
        await keys.FlushAsync(Token);
        await keys.RecordAsync("log", 2, _time.GetUtcNow(), [], Token);
        await keys.FlushAsync(Token);
        await keys.DisposeAsync();

        await using var again = RecentKeys.Open(_folder.Path, _time);
        Assert.Equal(2, again.PositionOf("log"));
        Assert.True(again.Contains(Key(1)));
    }

    [Fact]
    public async Task Record_MoreThanTheTailHolds_FindsAllAndNoOthers()
    {
        await using var keys = RecentKeys.Open(_folder.Path, _time);
        const int count = 1_200_000;
        for (var i = 0; i < count; i += 10_000)
            await keys.RecordAsync("log", i, _time.GetUtcNow(), Enumerable.Range(i, 10_000).Select(Key).ToArray(), Token);
        await keys.FlushAsync(Token);
        Assert.All(Enumerable.Range(0, count / 97).Select(i => i * 97), i => Assert.True(keys.Contains(Key(i))));
        Assert.All(Enumerable.Range(count, 10_000), i => Assert.False(keys.Contains(Key(i))));
        Assert.True(Directory.GetFiles(_folder.Path, "*.keys").Length <= 6);
    }

    [Fact]
    public async Task Open_AfterACrash_KnowsOnlyWhatItsPositionSays()
    {
        var keys = RecentKeys.Open(_folder.Path, _time);
        await keys.RecordAsync("log", 7, _time.GetUtcNow(), [Key(1)], Token);
        await keys.FlushAsync(Token);
        await keys.RecordAsync("log", 8, _time.GetUtcNow(), [Key(2)], Token);
        await keys.DisposeAsync();

        await using var again = RecentKeys.Open(_folder.Path, _time);
        Assert.Equal(7, again.PositionOf("log"));
        Assert.True(again.Contains(Key(1)));
        Assert.False(again.Contains(Key(2)));
    }

    [Theory]
    [InlineData("cut short")]
    [InlineData("not a run")]
    [InlineData("missing")]
    [InlineData("manifest is not JSON")]
    public async Task Open_SomethingOnDiskIsBroken_StartsEmptySoThatTheLogIsReadAgain(string defect)
    {
        var keys = RecentKeys.Open(_folder.Path, _time);
        await keys.RecordAsync("log", 7, _time.GetUtcNow(), Enumerable.Range(0, 1000).Select(Key).ToArray(), Token);
        await keys.FlushAsync(Token);
        await keys.DisposeAsync();
        var run = Assert.Single(Directory.GetFiles(_folder.Path, "*.keys"));
        switch (defect)
        {
            case "cut short":
                File.WriteAllBytes(run, File.ReadAllBytes(run)[..^5]);
                break;
            case "not a run":
                File.WriteAllBytes(run, new byte[5000]);
                break;
            case "missing":
                File.Delete(run);
                break;
            default:
                File.WriteAllText(Path.Combine(_folder.Path, "manifest.json"), "{");
                break;
        }
        await using var again = RecentKeys.Open(_folder.Path, _time);
        Assert.Null(again.PositionOf("log"));
        Assert.False(again.Contains(Key(1)));
    }

    [Fact]
    public async Task Contains_AfterTheWindow_HasForgotten()
    {
        await using var keys = RecentKeys.Open(_folder.Path, _time);
        await keys.RecordAsync("log", 1, _time.GetUtcNow(), [Key(1)], Token);
        await keys.FlushAsync(Token);
        _time.Advance(RecentKeys.Window);
        await keys.RecordAsync("log", 2, _time.GetUtcNow(), [Key(2)], Token);
        await keys.FlushAsync(Token);
        Assert.True(keys.Contains(Key(1)));
        _time.Advance(TimeSpan.FromDays(1));
        await keys.RecordAsync("log", 3, _time.GetUtcNow(), [Key(3)], Token);
        await keys.FlushAsync(Token);
        Assert.False(keys.Contains(Key(1)));
        Assert.True(keys.Contains(Key(2)));
    }

    [Fact]
    public async Task Open_FolderInUseByAnother_TakesAFolderOfItsOwn()
    {
        await using var first = RecentKeys.Open(_folder.Path, _time);
        await first.RecordAsync("log", 1, _time.GetUtcNow(), [Key(1)], Token);
        await first.FlushAsync(Token);
        await using var second = RecentKeys.Open(_folder.Path, _time);
        Assert.Null(second.PositionOf("log"));
        Assert.False(second.Contains(Key(1)));
        Directory.Delete(_folder.Path + "-2", recursive: true);
    }

    [Fact]
    public async Task Clear_WithRunsOnDisk_ForgetsThemForGood()
    {
        var keys = RecentKeys.Open(_folder.Path, _time);
        await keys.RecordAsync("log", 7, _time.GetUtcNow(), [Key(1)], Token);
        await keys.FlushAsync(Token);
        await keys.ClearAsync(Token);
        Assert.False(keys.Contains(Key(1)));
        await keys.DisposeAsync();
        await using var again = RecentKeys.Open(_folder.Path, _time);
        Assert.False(again.Contains(Key(1)));
        Assert.Null(again.PositionOf("log"));
    }

    private static EventKey Key(int number) =>
        EventKey.Of(StreamName.Parse("shop.cart"), "test", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
