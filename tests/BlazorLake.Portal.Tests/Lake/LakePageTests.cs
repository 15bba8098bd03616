using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Portal.Features.Lake;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.Lake;

public sealed class LakePageTests : PageContext
{
    private readonly FakeLakeCatalog _catalog = new();

    public LakePageTests() => Services.AddSingleton<ILakeCatalog>(_catalog);

    [Fact]
    public void List_NoTable_SaysWhatToDo()
    {
        var page = Render<LakePage>();

        Assert.Contains("A table appears by itself", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/streams", page.Find("a.bl-button").GetAttribute("href"));
    }

    [Fact]
    public void List_TwoTables_ShowsNumbersAndTotals()
    {
        _catalog.Tables.AddRange([Table("shop.orders", 12_345, 2_000_000), Table("trades", 55, 1_500)]);

        var page = Render<LakePage>();

        var rows = page.FindAll("tbody tr").Select(TextOf).ToList();
        Assert.Equal(2, rows.Count);
        Assert.StartsWith("shop.orders 12,345 2 MB 3 7", rows[0], StringComparison.Ordinal);
        Assert.Contains("12,400", TextOf(page.FindAll(".stat")[0]), StringComparison.Ordinal);
        Assert.Equal("/lake/trades", page.FindAll("tbody a")[1].GetAttribute("href"));
    }

    [Fact]
    public void List_CatalogFails_OffersAnotherTryThatWorks()
    {
        _catalog.Failure = new IOException("disk");
        var page = Render<LakePage>();
        Assert.DoesNotContain("disk", page.Markup, StringComparison.Ordinal);

        _catalog.Failure = null;
        Button(page, "Try again").Click();

        Assert.Contains("No table yet", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void List_NewCommit_ShowsWithoutReload()
    {
        _catalog.Tables.Add(Table("trades", 1, 10));
        var page = Render<LakePage>();

        _catalog.Tables[0] = Table("trades", 2, 20);
        Clock.Advance(TimeSpan.FromSeconds(11));

        page.WaitForAssertion(() => Assert.StartsWith("trades 2 20 bytes", TextOf(page.Find("tbody tr")), StringComparison.Ordinal));
    }

    [Fact]
    public void Table_UnknownOrHostileName_SaysThereIsNone()
    {
        foreach (var name in new[] { "nothing", "../etc", "<script>" })
        {
            var page = RenderTable(name);
            Assert.Equal("No such table", TextOf(page.Find("h1")));
        }
    }

    [Fact]
    public void Table_Partitions_LinkToTheirFiles()
    {
        _catalog.Tables.Add(Table("trades", 5, 10));
        _catalog.Partitions.Add(new LakePartition(new DateOnly(2026, 11, 23), 4, 4, 5, 10, null, null));

        var page = RenderTable("trades");

        Assert.Equal("/lake/trades?tab=files&date=2026-11-23", page.Find("a.partition").GetAttribute("href"));
        Assert.Contains("5 events", page.Find("a.partition").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_FilesOfOneDay_ShowsThoseAndTheirStatistics()
    {
        _catalog.Tables.Add(Table("trades", 5, 10));
        _catalog.Files.Add(File("dt=2026-11-23/a.parquet", new DateOnly(2026, 11, 23), new LakeColumnStatistics("symbol", "<b>AAPL</b>", "MSFT", 3)));
        _catalog.Files.Add(File("dt=2026-11-22/b.parquet", new DateOnly(2026, 11, 22)));

        var page = RenderTable("trades", "?tab=files&date=2026-11-23");

        Assert.Equal("dt=2026-11-23/a.parquet", TextOf(Assert.Single(page.FindAll(".path"))));
        Assert.Equal("symbol <b>AAPL</b> MSFT 3", TextOf(page.Find(".statistics tbody tr")));
    }

    [Fact]
    public void Table_FilesOfNoDate_ShowsNone()
    {
        _catalog.Tables.Add(Table("trades", 5, 10));
        _catalog.Files.Add(File("a.parquet", null));

        Assert.Contains("No file here", RenderTable("trades", "?tab=files&date=yesterday").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_History_SaysWhatEachCommitDid()
    {
        _catalog.Tables.Add(Table("trades", 5, 10));
        _catalog.Commits.Add(new LakeCommit(3, Clock.GetUtcNow(), "OPTIMIZE", 1, 4, 1_000, 5_000));

        var page = RenderTable("trades", "?tab=history");

        Assert.Equal("1,000 events in 1 file, 5 kB; 4 files replaced", TextOf(page.Find(".what")));
    }

    [Fact]
    public void Table_Columns_NameTheFieldTheyComeFrom()
    {
        _catalog.Tables.Add(Table("trades", 5, 10));
        _catalog.Columns.Add(new LakeColumn("customer_tier", "string", "customer.tier"));

        Assert.Equal("customer_tier string customer.tier", TextOf(RenderTable("trades", "?tab=columns").Find("tbody tr")));
    }

    private IRenderedComponent<LakeTablePage> RenderTable(string name, string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/lake/x{query}");
        return Render<LakeTablePage>(page => page.Add(p => p.StreamName, name));
    }

    private static LakeTable Table(string stream, long rows, long bytes) => new(StreamName.Parse(stream), 1, rows, bytes, 7, 3, null, null, null, null);

    private static LakeFile File(string path, DateOnly? date, params LakeColumnStatistics[] columns) =>
        new(path, date, 100, 5, new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), null, null, columns);
}
