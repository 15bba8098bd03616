using System.Text.Json;
using BlazorLake.EndToEnd.Tests.Lake;
using BlazorLake.EndToEnd.Tests.Portals;
using BlazorLake.Testing;
using BlazorLake.Testing.Portal;
using BlazorLake.Testing.Processes;
using DuckDB.NET.Data;

namespace BlazorLake.EndToEnd.Tests.Retail;

/// <summary>A month of a real shop, imported from its file: rules find exactly what SQL over that file finds.</summary>
public sealed class OnlineRetailTests
{
    private static readonly string File = RepositoryFolder.Combine("..", "shared", "data", "online-retail", "2010-12.csv.gz");

    // A rule's match, and the same question in SQL over the CSV with every column as text.
    private static readonly (string Name, string Match, string Sql)[] Questions =
    [
        ("cancelled outside the UK",
            """{"all":[{"field":"InvoiceNo","op":"startsWith","value":"C"},{"field":"Country","op":"ne","value":"United Kingdom"}]}""",
            "InvoiceNo LIKE 'C%' AND Country <> 'United Kingdom'"),
        ("cancelled in France or Germany",
            """{"all":[{"field":"InvoiceNo","op":"startsWith","value":"C"},{"field":"Country","op":"in","value":["France","Germany"]}]}""",
            "InvoiceNo LIKE 'C%' AND Country IN ('France', 'Germany')"),
        ("dear", """{"field":"UnitPrice","op":"gt","value":100}""", "CAST(UnitPrice AS DECIMAL(18,4)) > 100"),
        ("bulk", """{"field":"Quantity","op":"between","value":[500,1000]}""", "CAST(Quantity AS BIGINT) BETWEEN 500 AND 1000"),
        ("nested",
            """
            {"all":[{"any":[{"field":"Quantity","op":"gte","value":300},{"all":[{"field":"UnitPrice","op":"gte","value":50},{"field":"Description","op":"exists"}]}]},
                    {"none":[{"field":"Country","op":"eq","value":"United Kingdom"},{"field":"StockCode","op":"in","value":["POST","DOT","M"]}]}]}
            """,
            """
            (CAST(Quantity AS BIGINT) >= 300 OR (CAST(UnitPrice AS DECIMAL(18,4)) >= 50 AND COALESCE(Description, '') <> ''))
            AND NOT (Country = 'United Kingdom' OR StockCode IN ('POST', 'DOT', 'M'))
            """),
        ("anonymous and expensive",
            """{"all":[{"field":"CustomerID","op":"missing"},{"field":"UnitPrice","op":"gte","value":25.5}]}""",
            "COALESCE(CustomerID, '') = '' AND CAST(UnitPrice AS DECIMAL(18,4)) >= 25.5"),
    ];

    [Fact]
    public async Task Rules_OverAnImportedMonth_FindWhatSqlFinds()
    {
        Assert.SkipUnless(System.IO.File.Exists(File), $"The data set is not at {File}.");
        var token = TestContext.Current.CancellationToken;
        await using var portal = await PortalProcess.StartAsync(PortalSettings.Embedded.With("Lake:FlushInterval", "00:00:01"), token);
        var rules = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, match, _) in Questions)
            rules[name] = await portal.CreateRuleAsync($$"""{"name":"{{name}}","stream":"shop.orders","match":{{match}},"key":["Country"]}""", token);

        var total = Ask("count(*)", "true").Single();
        var first = await ImportAsync(portal, token);
        Assert.Equal((total, total, 0, 0), (first.Read, first.Accepted, first.Rejected, first.Duplicates));
        await Eventually.TrueAsync(() => TableFiles.Count(Path.Combine(portal.DataDirectory, "lake"), "shop.orders").Ids == total, token, TimeSpan.FromMinutes(1));

        foreach (var (name, _, sql) in Questions)
        {
            var expected = Ask("row_number", sql);
            Assert.NotEmpty(expected);
            await Eventually.TrueAsync(
                async () => (await portal.ListAsync($"api/v1/occurrences?ruleId={rules[name]}", token)).Count >= expected.Count, token, TimeSpan.FromMinutes(1), name);
            var occurrences = await portal.ListAsync($"api/v1/occurrences?ruleId={rules[name]}", token);
            Assert.Equal(expected, occurrences.Select(RowNumber).Order());
        }

        var again = await ImportAsync(portal, token);
        Assert.Equal((total, 0, 0, total), (again.Read, again.Accepted, again.Rejected, again.Duplicates));
    }

    /// <summary>Without an id column, the id ends with the row number.</summary>
    private static long RowNumber(JsonElement occurrence)
    {
        var id = occurrence.GetProperty("eventIds").EnumerateArray().Single().GetString()!;
        return long.Parse(id[(id.LastIndexOfAny([':', '#', '/', '-']) + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<(long Read, long Accepted, long Rejected, long Duplicates)> ImportAsync(PortalProcess portal, CancellationToken cancellationToken)
    {
        await using var import = ChildProcess.Start(
            "dotnet",
            [PortalProcess.Binary, "import", Path.GetFullPath(File), "--stream", "shop.orders", "--time", "InvoiceDate"],
            [KeyValuePair.Create<string, string?>("DataDirectory", portal.DataDirectory)]);
        await import.WaitAsync(cancellationToken);
        Assert.True(import.ExitCode == 0, import.Output);
        using var line = JsonDocument.Parse(import.Output.Split('\n').Last(text => text.StartsWith('{')));
        long Field(string name) => line.RootElement.GetProperty(name).GetInt64();
        return (Field("read"), Field("accepted"), Field("rejected"), Field("duplicates"));
    }

    private static List<long> Ask(string column, string condition)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT {column} FROM (SELECT *, row_number() OVER () AS row_number FROM read_csv('{File}', header = true, all_varchar = true, parallel = false))
            WHERE {condition} ORDER BY 1
            """;
        using var reader = command.ExecuteReader();
        var rows = new List<long>();
        while (reader.Read())
            rows.Add(reader.GetInt64(0));
        return rows;
    }
}
