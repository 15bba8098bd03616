using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Lake;
using BlazorLake.Portal.Features.Lake;
using BlazorLake.Portal.Hosting;
using BlazorLake.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.Lake;

/// <summary>The lake's endpoints over a real lake in a temporary folder.</summary>
public sealed class LakeEndpointsTests : IAsyncLifetime
{
    private static readonly StreamName Stream = StreamName.Parse("shop.cart");
    private static readonly DateTimeOffset Noon = new(2026, 8, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new("endpoints");
    private DeltaLake _lake = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _lake = new DeltaLake(new LakeOptions { Root = _folder.Combine("lake") }, TimeProvider.System, _ => { });
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.AddApi();
        builder.Services.AddAuthorization(options => options.AddPolicy(Scopes.LakeRead, policy => policy.RequireAssertion(_ => true)));
        builder.Services.AddAuthentication();
        builder.Services.AddSingleton(_lake.Catalog).AddSingleton(_lake.Archive);
        _app = builder.Build();
        _app.UseApiProblems();
        _app.UseAuthorization();
        var api = _app.MapApi();
        api.MapLake();
        api.MapStoredEvents();
        await _app.StartAsync(Token);
        _client = _app.GetTestClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _lake.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Events_Stored_ComeBackNewestFirstWithTheirData()
    {
        await AppendAsync(Event("""{"total":1.50,"note":"\ud800"}""", 0), Event("""{"total":2}""", 1));

        var page = await GetAsync("/api/v1/streams/shop.cart/events");

        Assert.Equal(["e1", "e0"], page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        var first = page.GetProperty("items")[1];
        Assert.Equal("""{"total":1.50,"note":"\ud800"}""", first.GetProperty("data").GetRawText());
        Assert.Equal("2026-08-22T12:00:00Z", first.GetProperty("time").GetString());
        Assert.Equal(["id", "source", "type", "subject", "time", "receivedAt", "data"], first.EnumerateObject().Select(member => member.Name));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("nextCursor").ValueKind);
    }

    [Theory]
    [InlineData("?from=2026-08-22T12:01:00Z", "e2", "e1")]
    [InlineData("?from=2026-08-22T14:01:00%2B02:00", "e2", "e1")]
    [InlineData("?from=2026-08-22T14:01:00+02:00", "e2", "e1")]
    [InlineData("?to=2026-08-22T12:01:00Z", "e0")]
    [InlineData("?from=2026-08-22T12:01:00&to=2026-08-22T12:02:00", "e1")]
    [InlineData("?key=n%3D2", "e2")]
    [InlineData("?key=e0", "e0")]
    public async Task Events_Filtered_AreThoseAskedFor(string query, params string[] ids)
    {
        await AppendAsync([.. Enumerable.Range(0, 3).Select(number => Event($$"""{"n":{{number}}}""", number))]);

        var page = await GetAsync("/api/v1/streams/shop.cart/events" + query);

        Assert.Equal(ids, page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Events_ByPages_EndWithoutACursor()
    {
        await AppendAsync([.. Enumerable.Range(0, 3).Select(number => Event("{}", number))]);

        var first = await GetAsync("/api/v1/streams/shop.cart/events?limit=2");
        var second = await GetAsync($"/api/v1/streams/shop.cart/events?limit=2&cursor={first.GetProperty("nextCursor").GetString()}");

        Assert.Equal("e0", Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
    }

    [Theory]
    [InlineData("/api/v1/streams/NOT/events", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/streams/shop.cart/events?from=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/streams/shop.cart/events?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/streams/shop.cart/events?limit=1001", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/lake/tables/nobody", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/lake/tables/nobody/partitions", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/lake/tables/nobody/files", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/lake/tables/nobody/history", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/lake/tables/shop.cart/files?partition=soon", HttpStatusCode.BadRequest)]
    public async Task Request_Wrong_IsAProblem(string path, HttpStatusCode status)
    {
        using var answer = await _client.GetAsync(path, Token);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Events_StreamWithoutATableYet_AreNone() =>
        Assert.Empty((await GetAsync("/api/v1/streams/nobody/events")).GetProperty("items").EnumerateArray());

    [Fact]
    public async Task Tables_OneThere_IsToldInAllItsParts()
    {
        await AppendAsync(Event("""{"customer":{"tier":"gold"}}""", 0));

        var listed = Assert.Single((await GetAsync("/api/v1/lake/tables")).GetProperty("items").EnumerateArray());
        var table = await GetAsync("/api/v1/lake/tables/shop.cart");
        var partition = Assert.Single((await GetAsync("/api/v1/lake/tables/shop.cart/partitions")).GetProperty("items").EnumerateArray());
        var file = Assert.Single((await GetAsync("/api/v1/lake/tables/shop.cart/files?partition=2026-08-22")).GetProperty("items").EnumerateArray());
        var commit = Assert.Single((await GetAsync("/api/v1/lake/tables/shop.cart/history")).GetProperty("items").EnumerateArray());

        Assert.Equal("shop.cart", listed.GetProperty("stream").GetString());
        Assert.Equal((1, 1), (listed.GetProperty("rows").GetInt32(), listed.GetProperty("files").GetInt32()));
        Assert.Contains(table.GetProperty("columns").EnumerateArray(), column => column.GetProperty("name").GetString() == "customer_tier" && column.GetProperty("path").GetString() == "customer.tier");
        Assert.Equal(_folder.Combine("lake", "shop.cart"), table.GetProperty("location").GetString());
        Assert.Equal("2026-08-22", partition.GetProperty("date").GetString());
        Assert.Equal(1, file.GetProperty("rowCount").GetInt32());
        Assert.Equal((0, "WRITE"), (commit.GetProperty("version").GetInt32(), commit.GetProperty("operation").GetString()));
        Assert.Empty((await GetAsync("/api/v1/lake/tables?cursor=shop.cart")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Tables_LogIsBroken_SaysWhy()
    {
        await AppendAsync(Event("{}", 0));
        await File.WriteAllTextAsync(_folder.Combine("lake", "shop.cart", "_delta_log", $"{1:D20}.json"), """{"protocol":{"minReaderVersion":3,"minWriterVersion":7}}""", Token);

        using var answer = await _client.GetAsync("/api/v1/lake/tables/shop.cart", Token);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("reader version 3", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<JsonElement> GetAsync(string path) => await _client.GetFromJsonAsync<JsonElement>(path, Token);

    private async Task AppendAsync(params StreamEvent[] events) => Assert.IsType<AppendOutcome.Committed>(await _lake.Appender.AppendAsync(Stream, events, -1, Token));

    private static StreamEvent Event(string data, int minute) => new()
    {
        Stream = Stream,
        Id = $"e{minute}",
        Source = "/tests",
        Type = "cart",
        Time = Noon.AddMinutes(minute),
        ReceivedAt = Noon,
        Data = Encoding.UTF8.GetBytes(data),
    };
}
