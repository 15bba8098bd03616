using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;

namespace BlazorLake.Lake.Tests.Appending;

/// <summary>Events that can't be written are told apart from a storage that can't be written to.</summary>
public sealed class RefusedEventTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Append_SomeEventsCannotBeWritten_NamesThemAndWritesNothing(bool hasTable)
    {
        if (hasTable)
            await _lake.AppendAsync(_lake.Event("""{"n":1}"""));
        var version = hasTable ? 0 : -1;
        StreamEvent[] good = [.. Enumerable.Range(0, 50).Select(n => _lake.Event($$"""{"n":{{n}}}""", TestLake.Noon.AddHours(n)))];
        StreamEvent[] bad = [_lake.Event("{", TestLake.Noon.AddHours(3)), Damaged([.. "{\"t\":\""u8, 0xFF, .. "\"}"u8], TestLake.Noon.AddHours(40))];

        var refused = Assert.IsType<AppendOutcome.Refused>(await AppendAsync([.. good, .. bad], version));

        Assert.Equal(bad.Select(e => e.Id), refused.Events.Select(e => e.Event.Id));
        Assert.Equal(["Its data is not valid JSON.", "Its data is not valid UTF-8."], refused.Events.Select(e => e.Reason));
        Assert.Equal(hasTable ? 1 : 0, (await _lake.Lake.Catalog.FindAsync(TestLake.Stream, TestLake.Token))?.Table.RowCount ?? 0);
        Assert.IsType<AppendOutcome.Committed>(await AppendAsync(good, version));
        Assert.Equal(hasTable ? 51 : 50, (await _lake.ReadAsync()).Count);
    }

    [Fact]
    public async Task Append_FolderCannotBeWritten_IsTheStoragesFaultNotTheEvents()
    {
        await _lake.AppendAsync(_lake.Event("""{"n":1}"""));
        var partition = Path.Combine(_lake.TableFolder, "dt=2026-08-23");
        await File.WriteAllTextAsync(partition, "A file where the folder should be.", TestLake.Token);

        await Assert.ThrowsAnyAsync<IOException>(() => AppendAsync([_lake.Event("""{"n":2}""", TestLake.Noon.AddDays(1))], 0));

        File.Delete(partition);
        Assert.IsType<AppendOutcome.Committed>(await AppendAsync([_lake.Event("""{"n":2}""", TestLake.Noon.AddDays(1))], 0));
    }

    [Fact]
    public async Task Append_TableCannotBeWrittenAnewWithAWiderColumn_AppendsWithASecondOne()
    {
        await _lake.AppendAsync(_lake.Event("""{"price":10}"""));
        // Too short to be a Parquet file: to write the table anew, it would have to be read.
        var file = Directory.GetFiles(_lake.TableFolder, "*.parquet", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, "lost", TestLake.Token);

        Assert.IsType<AppendOutcome.Committed>(await AppendAsync([_lake.Event("""{"price":9.99}""")], 0));

        Assert.Equal(["price", "price_double"], (await _lake.Lake.Catalog.FindAsync(TestLake.Stream, TestLake.Token))!.Columns.Where(c => c.Path is not null).Select(c => c.Name));
        Assert.Contains(_lake.Warnings, w => w.Message.Contains("second column", StringComparison.Ordinal));
    }

    private Task<AppendOutcome> AppendAsync(StreamEvent[] events, long version) => _lake.Lake.Appender.AppendAsync(TestLake.Stream, events, version, TestLake.Token);

    private StreamEvent Damaged(byte[] data, DateTimeOffset at)
    {
        var whole = _lake.Event("{}", at);
        return new StreamEvent { Stream = whole.Stream, Id = whole.Id, Source = whole.Source, Type = whole.Type, Time = at, ReceivedAt = whole.ReceivedAt, Data = data };
    }
}
