using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Pipeline.Deduplication;
using BlazorLake.Portal.Features.Import;
using BlazorLake.Portal.Tests.Streams;
using BlazorLake.Testing;

namespace BlazorLake.Portal.Tests.Import;

public sealed class ImportRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("import");
    private readonly FakeEventTransport _transport = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _folder.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task Run_CsvWithAllKindsOfCells_TypesColumnsByAllTheirCells()
    {
        var report = await RunAsync("orders.csv", "id,zip,total,paid,mixed,empty,at\r\n7,00123,17850.0,true,1,,2010-12-01 08:26:00\r\n8,00456,-1,FALSE,x,,2010-12-01T09:00:00+01:00\r\n9,,,,,,2010-12-02\r\n");

        Assert.Equal(new ImportReport(3, 3, 0, 0), report);
        Assert.Equal(
            [
                """{"id":7,"zip":"00123","total":17850.0,"paid":true,"mixed":"1","at":"2010-12-01 08:26:00"}""",
                """{"id":8,"zip":"00456","total":-1,"paid":false,"mixed":"x","at":"2010-12-01T09:00:00+01:00"}""",
                """{"id":9,"at":"2010-12-02"}""",
            ],
            Datas());
        Assert.Equal(["orders.csv#1", "orders.csv#2", "orders.csv#3"], _transport.Events.Select(e => e.Id));
        Assert.Equal(["2010-12-01T08:26:00Z", "2010-12-01T08:00:00Z", "2010-12-02T00:00:00Z"], _transport.Events.Select(e => e.Time.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Run_RowsThatAreWrong_AreRejectedWithTheirLineAndTheOthersTaken()
    {
        var text = "a,at\n\"1\nstill one\",2010-12-01\n2,yesterday\n3\n4,2010-12-01,5\n5,\"2010-12-01\"x\n6,2010-12-01\n";
        var report = await RunAsync("rows.csv", text);

        Assert.Equal(new ImportReport(6, 2, 4, 0), report);
        var errors = _errors.ToString();
        foreach (var part in (string[])["line 4 rejected: The time field 'at' is \"yesterday\"", "line 5 rejected: The row has no time", "line 6 rejected: the row has 3 cells, the first line 2", "line 7 rejected: there is text after a closing quotation mark"])
            Assert.Contains(part, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BytesThatAreNotUtf8_RejectTheirRowOnly()
    {
        byte[] bytes = [.. "a,at\n"u8, 0xA3, .. "5,2010-12-01\nx,2010-12-01\n"u8];
        var report = await RunAsync("latin.csv", bytes);

        Assert.Equal(new ImportReport(2, 1, 1, 0), report);
        Assert.Contains("line 2 rejected: there are bytes that are not UTF-8", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TypeGivenByTheUser_WinsOverTheCells()
    {
        var report = await RunAsync("types.csv", "code,n,at\n1,1,2010-12-01\n2,x,2010-12-01\n", "--type", "code=text", "--type", "n=number");

        Assert.Equal(new ImportReport(2, 1, 1, 0), report);
        Assert.Equal(["""{"code":"1","n":1,"at":"2010-12-01"}"""], Datas());
        Assert.Contains("'x' in column 'n' is no number", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NdJsonCompressed_TakesTimeAndIdFromPaths()
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync("{\"o\":{\"at\":1291191960,\"id\":7}}\n\n{\"o\":{\"at\":\"2010-12-01T08:26:00Z\",\"id\":\"x\"}}\r\n{\"o\":{}}\n{bad\n"u8.ToArray(), TestContext.Current.CancellationToken);
        var report = await RunAsync("events.ndjson.gz", compressed.ToArray(), "--time", "o.at", "--id", "o.id", "--history");

        Assert.Equal(new ImportReport(4, 2, 2, 0), report);
        Assert.Equal(["7", "x"], _transport.Events.Select(e => e.Id));
        Assert.True(Assert.Single(_transport.Batches).IsHistory);
        Assert.Contains("line 4 rejected: The row has no time", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 5 rejected: Malformed JSON", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SameIdsAgain_AreDuplicatesWithinTheFileAndOfWhatWasTakenBefore()
    {
        var log = new EvaluationLog();
        var first = await RunAsync(log, "a.csv", "id,at\n1,2010-12-01\n2,2010-12-01\n1,2010-12-01\n"u8.ToArray(), "--id", "id");
        log.Keys.AddRange(_transport.Events.Select(e => e.Key));
        var second = await RunAsync(log, "b.csv", "id,at\n2,2010-12-01\n3,2010-12-01\n"u8.ToArray(), "--id", "id");

        Assert.Equal(new ImportReport(3, 2, 0, 1), first);
        Assert.Equal(new ImportReport(2, 1, 0, 1), second);
        Assert.Equal(["1", "2", "3"], _transport.Events.Select(e => e.Id));
    }

    [Theory]
    [InlineData("", "first line must name the columns")]
    [InlineData("a,a\n", "'a' occurs twice")]
    [InlineData("a,b\n1,2\n", "no column 'at'")]
    public async Task Run_FileThatCannotBeImported_SaysWhy(string text, string reason) =>
        Assert.Contains(reason, (await Assert.ThrowsAsync<ImportException>(() => RunAsync("bad.csv", text))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Run_RealMonthOfAShop_TakesEachLineOnce()
    {
        var path = Path.GetFullPath(RepositoryFolder.Combine("..", "shared", "data", "online-retail", "2010-12.csv.gz"));
        Assert.SkipUnless(File.Exists(path), "The data set is not beside this repository.");
        var log = new EvaluationLog();

        var first = await RunFileAsync(log, path, "--time", "InvoiceDate");
        log.Keys.AddRange(_transport.Events.Select(e => e.Key));
        var again = await RunFileAsync(log, path, "--time", "InvoiceDate");

        Assert.Equal(new ImportReport(42_481, 42_481, 0, 0), first);
        Assert.Equal(new ImportReport(42_481, 0, 0, 42_481), again);
        Assert.Equal(
            """{"InvoiceNo":"536365","StockCode":"85123A","Description":"WHITE HANGING HEART T-LIGHT HOLDER","Quantity":6,"InvoiceDate":"2010-12-01 08:26:00","UnitPrice":2.55,"CustomerID":17850.0,"Country":"United Kingdom"}""",
            Datas()[0]);
        Assert.Equal(15_631, Datas().Count(d => !d.Contains("CustomerID", StringComparison.Ordinal)));
    }

    private Task<ImportReport> RunAsync(string name, string text, params string[] options) => RunAsync(name, Encoding.UTF8.GetBytes(text), options);

    private Task<ImportReport> RunAsync(string name, byte[] bytes, params string[] options) => RunAsync(new EvaluationLog(), name, bytes, options);

    private async Task<ImportReport> RunAsync(EvaluationLog log, string name, byte[] bytes, params string[] options)
    {
        var path = Path.Combine(_folder.Path, name);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        return await RunFileAsync(log, path, options.Contains("--time") ? options : ["--time", "at", .. options]);
    }

    private async Task<ImportReport> RunFileAsync(EvaluationLog log, string path, params string[] options)
    {
        var arguments = ImportArguments.Parse([path, "--stream", "shop.orders", .. options], out var errors);
        Assert.Empty(errors);
        await using var known = await TakenEvents.ReadAsync(log, Path.Combine(_folder.Path, "seen"), TimeProvider.System, TestContext.Current.CancellationToken);
        return await new ImportRun(arguments!, _transport, known, TimeProvider.System, _errors).RunAsync(TestContext.Current.CancellationToken);
    }

    private List<string> Datas() => [.. _transport.Events.Select(e => Encoding.UTF8.GetString(e.Data.Span))];

    /// <summary>The keys that were evaluated; nothing is written to it.</summary>
    private sealed class EvaluationLog : IEvaluationStore
    {
        public List<EventKey> Keys { get; } = [];

        public Task<EvaluationOutcome> CommitAsync(EvaluationCommit commit, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public async IAsyncEnumerable<EvaluatedKeys> ReadKeysAsync(long position, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (Keys.Count > 0)
                yield return new EvaluatedKeys(1, TimeProvider.System.GetUtcNow(), [.. Keys]);
        }

        public Task ForgetKeysAsync(DateTimeOffset before, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
