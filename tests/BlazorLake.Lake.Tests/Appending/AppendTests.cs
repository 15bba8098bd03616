using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;

namespace BlazorLake.Lake.Tests.Appending;

public sealed class AppendTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Append_NewTable_IsReadBackAsItWas()
    {
        var sent = _lake.Event("""{ "total": 99.5, "customer": {"tier": "gold"} }""", TestLake.Noon.AddTicks(1230), subject: "c-1");

        Assert.Equal(0, await _lake.AppendAsync(sent));

        var read = Assert.Single(await _lake.ReadAsync());
        Assert.Equal((sent.Id, sent.Source, sent.Type, sent.Subject, sent.Time, sent.ReceivedAt), (read.Id, read.Source, read.Type, read.Subject, read.Time, read.ReceivedAt));
        Assert.Equal(Encoding.UTF8.GetString(sent.Data.Span), Encoding.UTF8.GetString(read.Data.Span));
        Assert.Equal(sent.Key, read.Key);
    }

    [Fact]
    public async Task Append_FirstCommit_HoldsProtocolMetadataAndFilesByDay()
    {
        await _lake.AppendAsync(_lake.Event("{}", TestLake.Noon), _lake.Event("{}", TestLake.Noon.AddDays(-1)), _lake.Event("{}", TestLake.Noon.AddHours(1)));

        var lines = await File.ReadAllLinesAsync(Path.Combine(_lake.LogFolder, "00000000000000000000.json"), TestLake.Token);

        Assert.Equal(["commitInfo", "protocol", "metaData", "add", "add"], lines.Select(line => line[2..line.IndexOf('"', 2)]));
        Assert.Contains("\"minReaderVersion\":1,\"minWriterVersion\":2", lines[1], StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(_lake.TableFolder, "dt=2026-08-21")));
        Assert.True(Directory.Exists(Path.Combine(_lake.TableFolder, "dt=2026-08-22")));
    }

    [Fact]
    public async Task Append_KnownVersionIsOld_SaysBehindAndAddsNothing()
    {
        await _lake.AppendAsync(_lake.Event("{}"));
        await _lake.AppendAsync(_lake.Event("{}"));

        var outcome = await _lake.Lake.Appender.AppendAsync(TestLake.Stream, [_lake.Event("{}")], 0, TestLake.Token);

        Assert.Equal(new AppendOutcome.Behind(1), outcome);
        Assert.Equal(2, (await _lake.ReadAsync()).Count);
    }

    [Fact]
    public async Task Append_TableIsNotThereButWasKnown_SaysBehind() =>
        Assert.Equal(new AppendOutcome.Behind(-1), await _lake.Lake.Appender.AppendAsync(TestLake.Stream, [_lake.Event("{}")], 3, TestLake.Token));

    [Fact]
    public async Task Append_NoEvents_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _lake.Lake.Appender.AppendAsync(TestLake.Stream, [], -1, TestLake.Token));

    [Fact]
    public async Task Append_EventOfAnotherStream_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => _lake.Lake.Appender.AppendAsync(TestLake.Stream, [_lake.Event("{}", stream: StreamName.Parse("other"))], -1, TestLake.Token));

    [Theory]
    [InlineData("a..b")]
    [InlineData("a.")]
    [InlineData("0")]
    [InlineData("a-_.b")]
    public async Task Append_StreamNameWithDots_StaysInTheRoot(string name)
    {
        var stream = StreamName.Parse(name);

        await _lake.AppendAsync(_lake.Event("{}", stream: stream));

        Assert.Equal([name], Directory.EnumerateFileSystemEntries(_lake.Options.Root).Select(Path.GetFileName));
        Assert.Equal(stream, Assert.Single(await _lake.Lake.Catalog.ListAsync(TestLake.Token)).Stream);
    }

    [Fact]
    public async Task Append_YearsOneAndNineThousand_AreReadBackAndFound()
    {
        var first = _lake.Event("{}", DateTimeOffset.MinValue);
        var last = _lake.Event("{}", DateTimeOffset.MaxValue.AddTicks(-9));
        await _lake.AppendAsync(first, last);

        Assert.Equal([last.Id, first.Id], (await _lake.ReadAsync()).Select(read => read.Id));
        Assert.Equal([last.Time, first.Time], (await _lake.ReadAsync()).Select(read => read.Time));
        Assert.Equal([first.Id], (await _lake.ReadAsync(to: TestLake.Noon)).Select(read => read.Id));
        Assert.Equal([last.Id], (await _lake.ReadAsync(from: TestLake.Noon)).Select(read => read.Id));
    }

    [Fact]
    public async Task Append_ManyRows_KeepsEveryOneAcrossRowGroups()
    {
        var events = Enumerable.Range(0, 150_000).Select(number => _lake.Event($$"""{"n":{{number}}}""", TestLake.Noon.AddMilliseconds(number % 1000))).ToArray();

        await _lake.AppendAsync(events);

        var row = Assert.Single(await _lake.SqlAsync("SELECT count(*), count(DISTINCT event_id), sum(n)::BIGINT, min(n), max(n) FROM {files}"));
        Assert.Equal([150_000L, 150_000L, 149_999L * 75_000, 0L, 149_999L], row);
    }
}
