namespace BlazorLake.Lake.Tests.Schema;

public sealed class SchemaEvolutionTests : IDisposable
{
    private readonly TestLake _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task Append_Fields_BecomeTypedColumns()
    {
        await _lake.AppendAsync(_lake.Event("""{"total":1,"price":1.5,"name":"x","paid":true,"customer":{"tier":"gold","address":{"city":"Lyon"}},"items":[{"sku":1}],"none":null,"empty":{}}"""));

        Assert.Equal(
            ["total long total", "price double price", "name string name", "paid boolean paid", "customer_tier string customer.tier", "customer_address_city string customer.address.city"],
            await TypedAsync());
        Assert.Equal(
            [1L, 1.5, "x", true, "gold", "Lyon"],
            (await _lake.SqlAsync("SELECT total, price, name, paid, customer_tier, customer_address_city FROM {files}"))[0]);
    }

    [Fact]
    public async Task Append_WholeAndFractionInOneBatch_AreOneColumn()
    {
        await _lake.AppendAsync(_lake.Event("""{"price":10}"""), _lake.Event("""{"price":9.5}"""), _lake.Event("""{"price":8}"""));

        Assert.Equal(["price double price"], await TypedAsync());
        Assert.Equal([10.0, 9.5, 8.0], (await _lake.SqlAsync("SELECT price FROM {files}")).Select(row => row[0]));
    }

    [Fact]
    public async Task Append_FractionAfterWholeNumbers_WidensASmallTable()
    {
        await _lake.AppendAsync(_lake.Event("""{"price":10,"n":1}""", TestLake.Noon.AddDays(-1)));
        await _lake.AppendAsync(_lake.Event("""{"price":11,"late":"x"}"""));
        var before = await KeysAsync(-1);

        await _lake.AppendAsync(_lake.Event("""{"price":9.5}""", id: "wide"));

        Assert.Equal(["price double price", "n long n", "late string late"], await TypedAsync());
        Assert.Equal([9.5, 10.0, 11.0], (await _lake.SqlAsync("SELECT price FROM {files} ORDER BY price")).Select(row => row[0]));
        Assert.Equal(3, (await _lake.ReadAsync()).Count);
        Assert.Equal(before.Count + 1, (await KeysAsync(-1)).Count);
        var added = await KeysAsync(1);
        Assert.Equal([_lake.Event("{}", id: "wide").Key], added);
        Assert.Equal("CHANGE COLUMN", (await _lake.Lake.Catalog.ReadHistoryAsync(TestLake.Stream, new(1), TestLake.Token))!.Items[0].Operation);
    }

    [Fact]
    public async Task Append_FractionAfterWholeNumbersInALargeTable_GetsASecondColumn()
    {
        using var large = new TestLake(options => options.WidenRewriteBytes = 0);
        await large.AppendAsync(large.Event("""{"price":10}"""));
        await large.AppendAsync(large.Event("""{"price":9.5}"""), large.Event("""{"price":8}"""));
        await large.AppendAsync(large.Event("""{"price":7}"""));

        Assert.Equal(["price long price", "price_double double price"], await TypedAsync(large));
        var rows = await large.SqlAsync("SELECT price, price_double FROM {files} ORDER BY coalesce(price, price_double) DESC");
        Assert.Equal([[10L, null], [null, 9.5], [8L, 8.0], [7L, 7.0]], rows);
        Assert.Equal(["9.5", "8", "7"], (await large.ReadAsync(key: "price=9.5")).Concat(await large.ReadAsync(key: "price=8")).Concat(await large.ReadAsync(key: "price=7")).Select(Value));
    }

    [Fact]
    public async Task Append_FieldOfAnotherType_GetsASecondColumn()
    {
        await _lake.AppendAsync(_lake.Event("""{"v":"text"}"""));
        await _lake.AppendAsync(_lake.Event("""{"v":5}"""), _lake.Event("""{"v":true}"""), _lake.Event("""{"v":{"inner":1}}"""), _lake.Event("""{"v":[1]}"""));

        Assert.Equal(["v string v", "v_long long v", "v_boolean boolean v", "v_inner long v.inner"], await TypedAsync());
        Assert.Equal(5, (await _lake.ReadAsync()).Count);
    }

    [Theory]
    [InlineData("""{"event_id":1}""", "data_event_id long event_id")]
    [InlineData("""{"DATA":1}""", "data_DATA long DATA")]
    [InlineData("""{"dt":"x"}""", "data_dt string dt")]
    [InlineData("""{"_id":1}""", "id long _id")]
    [InlineData("""{"":1}""", "field long \"\"")]
    [InlineData("""{"a b,c;d{e}(f)=g":1}""", "a_b_c_d_e__f__g long a b,c;d{e}(f)=g")]
    [InlineData("""{"a.b":1}""", "a_b long \"a.b\"")]
    [InlineData("""{"prénom":"x"}""", "prénom string prénom")]
    [InlineData("""{"say \"hi\"":1}""", "say__hi long \"say \\\"hi\\\"\"")]
    public async Task Append_AwkwardName_GetsAUsableColumn(string data, string column)
    {
        await _lake.AppendAsync(_lake.Event(data));
        await _lake.AppendAsync(_lake.Event(data));

        Assert.Equal([column], await TypedAsync());
        Assert.Equal(2L, (await _lake.SqlAsync($"SELECT count(\"{column[..column.IndexOf(' ', StringComparison.Ordinal)]}\") FROM {{files}}"))[0][0]);
    }

    [Fact]
    public async Task Append_NamesThatCollide_StayApartForever()
    {
        await _lake.AppendAsync(_lake.Event("""{"a_b":1,"a":{"b":2},"A_B":3,"a.b":4}"""));
        await _lake.AppendAsync(_lake.Event("""{"a.b":4,"A_B":3,"a":{"b":2},"a_b":1}"""));

        Assert.Equal(["a_b long a_b", "a_b_2 long a.b", "A_B_3 long A_B", "a_b_4 long \"a.b\""], await TypedAsync());
        Assert.Equal([[1L, 2L, 3L, 4L], [1L, 2L, 3L, 4L]], await _lake.SqlAsync("SELECT a_b, a_b_2, a_b_3, a_b_4 FROM {files}"));
    }

    [Fact]
    public async Task Append_MoreFieldsThanColumns_KeepsTheRestInTheData()
    {
        using var narrow = new TestLake(options => options.MaxTypedColumns = 3);
        await narrow.AppendAsync(narrow.Event("""{"a":1,"b":2,"c":3,"d":4,"e":{"f":5}}"""), narrow.Event("""{"d":4,"a":1}"""));

        Assert.Equal(["a long a", "b long b", "c long c"], await TypedAsync(narrow));
        Assert.Equal(2, (await narrow.ReadAsync(key: "a=1")).Count);
    }

    [Fact]
    public async Task Append_EverNewNames_StaysBounded()
    {
        var events = Enumerable.Range(0, 2_000).Select(number => _lake.Event($$"""{"k{{number}}":{"x{{number}}":1} }""")).ToArray();
        await _lake.AppendAsync(events);

        Assert.Equal(_lake.Options.MaxTypedColumns, (await TypedAsync()).Count);
        Assert.Equal(1000, (await _lake.ReadAsync()).Count);
    }

    private Task<IReadOnlyList<string>> TypedAsync() => TypedAsync(_lake);

    private static async Task<IReadOnlyList<string>> TypedAsync(TestLake lake) =>
        [.. (await lake.Lake.Catalog.FindAsync(TestLake.Stream, TestLake.Token))!.Columns.Where(column => column.Path is not null).Select(column => $"{column.Name} {column.Type} {column.Path}")];

    private async Task<IReadOnlyList<Domain.Events.EventKey>> KeysAsync(long version)
    {
        var keys = new List<Domain.Events.EventKey>();
        await foreach (var added in _lake.Lake.Appender.ReadKeysAsync(TestLake.Stream, version, DateTimeOffset.MinValue, TestLake.Token))
            keys.AddRange(added.Keys);
        return keys;
    }

    private static string Value(Domain.Events.StreamEvent stored)
    {
        using var data = System.Text.Json.JsonDocument.Parse(stored.Data);
        return data.RootElement.GetProperty("price").GetRawText();
    }
}
