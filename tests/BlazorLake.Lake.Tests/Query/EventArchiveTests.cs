using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;

namespace BlazorLake.Lake.Tests.Query;

public sealed class EventArchiveTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Read_NoTable_IsEmpty() => Assert.Empty(await _lake.ReadAsync());

    [Fact]
    public async Task Read_Any_LeavesNoDatabaseFileInTheWorkingDirectory()
    {
        await _lake.AppendAsync(_lake.Event("{}"));
        Assert.Single(await _lake.ReadAsync());
        Assert.Empty(Directory.GetFiles(Environment.CurrentDirectory, ":memory:*"));
    }

    [Fact]
    public async Task Read_AllPages_GivesEveryEventOnceNewestFirst()
    {
        // Ties of every kind: equal event times, equal both times, in one file and in several.
        var events = Enumerable.Range(0, 300)
            .Select(number => _lake.Event("{}", TestLake.Noon.AddSeconds(number % 7), receivedAt: TestLake.Noon.AddSeconds(number % 3)))
            .ToArray();
        foreach (var part in events.Chunk(100))
            await _lake.AppendAsync(part);

        var read = new List<StreamEvent>();
        string? cursor = null;
        do
        {
            var page = await _lake.Lake.Archive.ReadAsync(TestLake.Stream, new EventQuery(null, null, null, new PageRequest(17, cursor)), TestLake.Token);
            Assert.InRange(page.Items.Count, 1, 17);
            read.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(300, read.Select(item => item.Id).Distinct().Count());
        Assert.Equal(300, read.Count);
        Assert.Equal(read.OrderByDescending(item => item.Time).ThenByDescending(item => item.ReceivedAt).Select(item => item.Id), read.Select(item => item.Id));
    }

    [Fact]
    public async Task Read_FromAndTo_IncludesTheFirstAndNotTheLast()
    {
        await _lake.AppendAsync([.. Enumerable.Range(0, 5).Select(day => _lake.Event("{}", TestLake.Noon.AddDays(day), id: $"day{day}"))]);

        Assert.Equal(["day2", "day1"], (await _lake.ReadAsync(TestLake.Noon.AddDays(1), TestLake.Noon.AddDays(3))).Select(read => read.Id));
    }

    [Theory]
    [InlineData("c-7", "subject", "text", "list")]
    [InlineData("customer.id=c-7", "text")]
    [InlineData("$subject=c-7", "subject")]
    [InlineData("$id=whole", "whole")]
    [InlineData("42", "whole", "fraction")]
    [InlineData("n=42", "whole", "fraction")]
    [InlineData("42.0", "whole", "fraction")]
    [InlineData("true", "flag")]
    [InlineData("a=b", "equals")]
    [InlineData("note=a=b", "equals")]
    [InlineData("nobody")]
    [InlineData("customer.id=nobody")]
    [InlineData("'; DROP TABLE x; --")]
    public async Task Read_Key_FindsItInIdSubjectOrField(string key, params string[] ids)
    {
        await _lake.AppendAsync(
            _lake.Event("{}", id: "subject", subject: "c-7"),
            _lake.Event("""{"customer":{"id":"c-7"}}""", id: "text"),
            _lake.Event("""{"other":"c-7"}""", id: "list"),
            _lake.Event("""{"n":42}""", id: "whole"),
            _lake.Event("""{"n":42.0}""", id: "fraction"),
            _lake.Event("""{"ok":true}""", id: "flag"),
            _lake.Event("""{"note":"a=b"}""", id: "equals"));

        Assert.Equal(ids.Order(), (await _lake.ReadAsync(key: key)).Select(read => read.Id).Order());
    }

    [Fact]
    public async Task Read_KeyOnlyInOldFiles_LooksFurtherBack()
    {
        await _lake.AppendAsync(_lake.Event("""{"who":"x"}""", TestLake.Noon.AddDays(-30), id: "old"));
        for (var day = 20; day > 0; day--)
            await _lake.AppendAsync([.. Enumerable.Range(0, 20).Select(_ => _lake.Event("""{"n":1}""", TestLake.Noon.AddDays(-day)))]);

        Assert.Equal(["old"], (await _lake.ReadAsync(key: "who=x", limit: 2)).Select(read => read.Id));
        Assert.Empty(await _lake.ReadAsync(from: TestLake.Noon.AddDays(-25), key: "who=x", limit: 2));
    }

    [Fact]
    public async Task Read_FieldThatNoFileHasYet_FindsNothing()
    {
        await _lake.AppendAsync(_lake.Event("""{"a":1}"""));
        await _lake.AppendAsync(_lake.Event("""{"b":1}""", TestLake.Noon.AddDays(2)));

        Assert.Empty(await _lake.ReadAsync(to: TestLake.Noon.AddDays(1), key: "b=1"));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1.2")]
    [InlineData("9223372036854775807.0.0")]
    [InlineData("1.2.-3")]
    public async Task Read_UnknownCursor_IsRefused(string cursor)
    {
        await _lake.AppendAsync(_lake.Event("{}"));
        await Assert.ThrowsAsync<InvalidCursorException>(
            () => _lake.Lake.Archive.ReadAsync(TestLake.Stream, new EventQuery(null, null, null, new PageRequest(10, cursor)), TestLake.Token));
    }

    [Fact]
    public async Task Read_Cancelled_Throws()
    {
        await _lake.AppendAsync(_lake.Event("{}"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _lake.Lake.Archive.ReadAsync(TestLake.Stream, new EventQuery(null, null, null, new PageRequest()), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Read_FileOutsideTheTable_IsRefused()
    {
        await _lake.AppendAsync(_lake.Event("{}"));
        var commit = Path.Combine(_lake.LogFolder, "00000000000000000001.json");
        await File.WriteAllTextAsync(commit, """{"add":{"path":"../../secret.parquet","partitionValues":{"dt":"2026-08-22"},"size":1,"modificationTime":1,"dataChange":true}}""", TestLake.Token);

        var exception = await Assert.ThrowsAnyAsync<IOException>(() => _lake.ReadAsync());

        Assert.Contains("outside its folder", exception.Message, StringComparison.Ordinal);
    }
}
