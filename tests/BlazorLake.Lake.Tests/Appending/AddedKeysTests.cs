using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;

namespace BlazorLake.Lake.Tests.Appending;

public sealed class AddedKeysTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task ReadKeys_NoTable_IsEmpty() => Assert.Empty(await ReadAsync(-1));

    [Fact]
    public async Task ReadKeys_FromTheStart_GivesEveryKeyOnceAndTheNewestVersionLast()
    {
        var events = Enumerable.Range(0, 3).Select(_ => _lake.Event("{}")).ToList();
        foreach (var added in events)
            await _lake.AppendAsync(added);

        var read = await ReadAsync(-1);

        Assert.Equal(events.Select(added => added.Key).Order(), read.SelectMany(part => part.Keys).Order());
        Assert.Equal(2, read[^1].Version);
        Assert.All(read.SkipLast(1), part => Assert.Equal(-1, part.Version));
    }

    [Fact]
    public async Task ReadKeys_FewNewCommits_GivesThemOneByOne()
    {
        var events = Enumerable.Range(0, 4).Select(_ => _lake.Event("{}")).ToList();
        foreach (var added in events)
            await _lake.AppendAsync(added);

        var read = await ReadAsync(1);

        Assert.Equal([2L, 3L], read.Select(part => part.Version));
        Assert.Equal([events[2].Key, events[3].Key], read.Select(part => Assert.Single(part.Keys)));
    }

    [Fact]
    public async Task ReadKeys_NothingNew_IsEmpty()
    {
        await _lake.AppendAsync(_lake.Event("{}"));
        Assert.Empty(await ReadAsync(0));
    }

    [Fact]
    public async Task ReadKeys_ReceivedTooEarly_AreLeftOut()
    {
        var old = _lake.Event("{}", receivedAt: TestLake.Noon.AddDays(-8));
        var edge = _lake.Event("{}", receivedAt: TestLake.Noon.AddDays(-7));
        var late = _lake.Event("{}", receivedAt: TestLake.Noon);
        await _lake.AppendAsync(old, edge);
        await _lake.AppendAsync(late);

        var keys = (await ReadAsync(-1, TestLake.Noon.AddDays(-7))).SelectMany(part => part.Keys);

        Assert.Equal(new[] { edge.Key, late.Key }.Order(), keys.Order());
    }

    [Fact]
    public async Task ReadKeys_ACommitWasCleanedUp_ReadsTheSnapshotInstead()
    {
        for (var commit = 0; commit < 12; commit++)
            await _lake.AppendAsync(_lake.Event("{}"));
        File.Delete(Path.Combine(_lake.LogFolder, "00000000000000000003.json"));

        var read = await ReadAsync(2);

        Assert.Equal(12, read.SelectMany(part => part.Keys).Distinct().Count());
        Assert.Equal(11, read[^1].Version);
    }

    [Fact]
    public async Task ReadKeys_ManyPagesOfDifferentLength_KeepColumnsInStep()
    {
        var events = Enumerable.Range(0, 40_000)
            .Select(number => new StreamEvent
            {
                Stream = TestLake.Stream,
                Id = new string((char)('a' + (number % 26)), number % 700) + number,
                Source = number % 3 == 0 ? "/é" : "/" + number,
                Type = "t",
                Time = TestLake.Noon,
                ReceivedAt = TestLake.Noon.AddTicks(number * 10),
                Data = "{}"u8.ToArray(),
            })
            .ToArray();
        await _lake.AppendAsync(events);

        var keys = (await ReadAsync(-1, TestLake.Noon.AddTicks(100))).SelectMany(part => part.Keys);

        Assert.Equal(events.Skip(10).Select(added => added.Key).Order(), keys.Order());
    }

    private async Task<IReadOnlyList<AddedKeys>> ReadAsync(long version, DateTimeOffset from = default)
    {
        var parts = new List<AddedKeys>();
        await foreach (var part in _lake.Lake.Appender.ReadKeysAsync(TestLake.Stream, version, from, TestLake.Token))
            parts.Add(part);
        return parts;
    }
}
