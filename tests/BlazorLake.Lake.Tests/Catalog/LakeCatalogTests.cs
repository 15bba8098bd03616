using BlazorLake.Domain;
using BlazorLake.Domain.Events;

namespace BlazorLake.Lake.Tests.Catalog;

public sealed class LakeCatalogTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task List_NoLakeYet_IsEmpty() => Assert.Empty(await _lake.Lake.Catalog.ListAsync(TestLake.Token));

    [Fact]
    public async Task Find_UnknownStream_IsNull()
    {
        var stream = StreamName.Parse("nobody");
        Assert.Null(await _lake.Lake.Catalog.FindAsync(stream, TestLake.Token));
        Assert.Null(await _lake.Lake.Catalog.ReadPartitionsAsync(stream, new PageRequest(), TestLake.Token));
        Assert.Null(await _lake.Lake.Catalog.ReadFilesAsync(stream, null, new PageRequest(), TestLake.Token));
        Assert.Null(await _lake.Lake.Catalog.ReadHistoryAsync(stream, new PageRequest(), TestLake.Token));
    }

    [Fact]
    public async Task List_SeveralTables_AreInNumbers()
    {
        await _lake.AppendAsync(_lake.Event("{}", TestLake.Noon.AddDays(-1)), _lake.Event("{}", TestLake.Noon.AddTicks(10)));
        await _lake.AppendAsync(_lake.Event("{}", stream: StreamName.Parse("a.first")));
        Directory.CreateDirectory(Path.Combine(_lake.Options.Root, "not-a-table"));

        var tables = await _lake.Lake.Catalog.ListAsync(TestLake.Token);

        Assert.Equal(["a.first", "shop.cart"], tables.Select(table => table.Stream.Value));
        Assert.Equal((0L, 2L, 2, 2), (tables[1].Version, tables[1].RowCount, tables[1].FileCount, tables[1].PartitionCount));
        Assert.Equal(TestLake.Noon.AddDays(-1), tables[1].FirstEventAt);
        Assert.Equal(TestLake.Noon.AddMilliseconds(1), tables[1].LastEventAt);
        Assert.Equal(TestLake.Noon, tables[1].LastCommitAt);
        Assert.Equal(Directory.GetFiles(_lake.TableFolder, "part-*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), tables[1].SizeBytes);
    }

    [Fact]
    public async Task ReadFiles_Statistics_AreThoseOfTheRows()
    {
        await _lake.AppendAsync(
            _lake.Event("""{"n":3,"t":"b"}""", id: "x"),
            _lake.Event("""{"n":-7,"t":"a","d":0.5}""", TestLake.Noon.AddHours(1), id: "y"),
            _lake.Event("""{"t":"😀"}""", TestLake.Noon.AddDays(1)));

        var file = (await _lake.Lake.Catalog.ReadFilesAsync(TestLake.Stream, new DateOnly(2026, 8, 22), new PageRequest(), TestLake.Token))!.Items.Single();

        Assert.Equal((2L, new DateOnly(2026, 8, 22), TestLake.Noon, TestLake.Noon.AddHours(1)), (file.RowCount, file.Date, file.FirstEventAt, file.LastEventAt));
        var columns = file.Columns.ToDictionary(column => column.Column, column => (column.Min, column.Max, column.NullCount));
        Assert.Equal(("-7", "3", 0L), columns["n"]);
        Assert.Equal(("a", "b", 0L), columns["t"]);
        Assert.Equal(("0.5", "0.5", 1L), columns["d"]);
        Assert.Equal(("x", "y", 0L), columns["event_id"]);
        Assert.Equal((null, null, 2L), columns["subject"]);
    }

    [Fact]
    public async Task ReadPartitions_ByPages_IsNewestDateFirst()
    {
        await _lake.AppendAsync([.. Enumerable.Range(0, 5).Select(day => _lake.Event("{}", TestLake.Noon.AddDays(day)))]);

        var first = (await _lake.Lake.Catalog.ReadPartitionsAsync(TestLake.Stream, new PageRequest(3), TestLake.Token))!;
        var second = (await _lake.Lake.Catalog.ReadPartitionsAsync(TestLake.Stream, new PageRequest(3, first.NextCursor), TestLake.Token))!;

        Assert.Equal([26, 25, 24, 23, 22], first.Items.Concat(second.Items).Select(partition => partition.Date.Day));
        Assert.Null(second.NextCursor);
        Assert.All(first.Items, partition => Assert.Equal((1, 1, 1L), (partition.FileCount, partition.SmallFileCount, partition.RowCount)));
    }

    [Fact]
    public async Task ReadHistory_ByPages_IsNewestVersionFirst()
    {
        for (var commit = 0; commit < 5; commit++)
            await _lake.AppendAsync(_lake.Event("{}"), _lake.Event("{}"));

        var first = (await _lake.Lake.Catalog.ReadHistoryAsync(TestLake.Stream, new PageRequest(3), TestLake.Token))!;
        var second = (await _lake.Lake.Catalog.ReadHistoryAsync(TestLake.Stream, new PageRequest(3, first.NextCursor), TestLake.Token))!;

        Assert.Equal([4L, 3L, 2L, 1L, 0L], first.Items.Concat(second.Items).Select(commit => commit.Version));
        Assert.Null(second.NextCursor);
        Assert.Equal(("WRITE", 1, 0, 2L, TestLake.Noon), (first.Items[0].Operation, first.Items[0].AddedFileCount, first.Items[0].RemovedFileCount, first.Items[0].AddedRowCount, first.Items[0].At));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    public async Task Read_UnknownCursor_IsRefused(string cursor)
    {
        await _lake.AppendAsync(_lake.Event("{}"));
        var page = new PageRequest(3, cursor);

        await Assert.ThrowsAsync<InvalidCursorException>(() => _lake.Lake.Catalog.ReadPartitionsAsync(TestLake.Stream, page, TestLake.Token));
        await Assert.ThrowsAsync<InvalidCursorException>(() => _lake.Lake.Catalog.ReadFilesAsync(TestLake.Stream, null, page, TestLake.Token));
        await Assert.ThrowsAsync<InvalidCursorException>(() => _lake.Lake.Catalog.ReadHistoryAsync(TestLake.Stream, page, TestLake.Token));
    }

    [Fact]
    public async Task Check_FolderIsAFile_SaysWhy()
    {
        Assert.Null(await _lake.Lake.Appender.CheckAsync(TestLake.Token));
        Directory.Delete(_lake.Options.Root, recursive: true);
        await File.WriteAllTextAsync(_lake.Options.Root, "in the way", TestLake.Token);

        Assert.Contains("Lake:Root", await _lake.Lake.Appender.CheckAsync(TestLake.Token), StringComparison.Ordinal);
    }
}
