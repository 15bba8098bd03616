using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;

namespace BlazorLake.Portal.Tests.Streams;

public sealed class StreamsEndpointsTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Get_OneStream_DescribesItsFieldsAndRates()
    {
        await using var host = await StreamsHost.StartAsync();
        Add(host, "shop.cart", """{"total":12.50,"country":"FR"}""", """{"total":100,"country":null}""", """{"total":7}""", """{"total":7,"customer":{"tier":"gold"}}""");

        var stream = await JsonAsync(host, "/api/v1/streams/shop.cart");

        Assert.Equal("shop.cart", stream.GetProperty("name").GetString());
        Assert.Equal(4, stream.GetProperty("rates").GetProperty("lastMinute").GetInt64());
        var fields = stream.GetProperty("fields").EnumerateArray().ToDictionary(f => f.GetProperty("path").GetString()!);
        Assert.Equal(["country", "customer", "customer.tier", "total"], fields.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("""[12.50,100,7]""", fields["total"].GetProperty("examples").GetRawText());
        Assert.Equal("7", fields["total"].GetProperty("min").GetRawText());
        Assert.Equal("100", fields["total"].GetProperty("max").GetRawText());
        Assert.Equal("""["number"]""", fields["total"].GetProperty("types").GetRawText());
        Assert.Equal(0.75, fields["country"].GetProperty("nullShare").GetDouble());
        Assert.Equal("""{"value":7,"count":2}""", fields["total"].GetProperty("topValues")[0].GetRawText());
    }

    [Fact]
    public async Task Get_UnknownStream_Is404WithAReason()
    {
        await using var host = await StreamsHost.StartAsync();

        using var answer = await host.Client.GetAsync(new Uri("/api/v1/streams/nothing", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Get_Streams_PagesByName()
    {
        await using var host = await StreamsHost.StartAsync();
        foreach (var name in (string[])["a", "b", "c"])
            Add(host, name, "{}");

        var first = await JsonAsync(host, "/api/v1/streams?limit=2");
        var second = await JsonAsync(host, $"/api/v1/streams?limit=2&cursor={first.GetProperty("nextCursor").GetString()}");

        Assert.Equal(["a", "b"], first.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("name").GetString()));
        Assert.Equal(["c"], second.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("name").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
    }

    [Theory]
    [InlineData("order.placedAt", HttpStatusCode.OK)]
    [InlineData("\"a.b\".c", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("$time", HttpStatusCode.BadRequest)]
    [InlineData("a..b", HttpStatusCode.BadRequest)]
    public async Task Put_Settings_TakesAPathIntoTheData(string timeField, HttpStatusCode status)
    {
        await using var host = await StreamsHost.StartAsync();

        using var answer = await host.Client.PutAsJsonAsync(new Uri("/api/v1/streams/shop.cart/settings", UriKind.Relative), new { timeField }, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK && timeField.Length > 0 ? timeField : null, host.Store.Settings.GetValueOrDefault(StreamName.Parse("shop.cart"), StreamSettings.Default).TimeField);
    }

    private static void Add(StreamsHost host, string name, params string[] documents)
    {
        var stream = StreamName.Parse(name);
        host.Store.Streams.Add(new StreamSummary(stream, documents.Length, 0, Now, Now, Now));
        var profile = new StreamProfile();
        profile.Arrivals.Add(Now, documents.Length);
        var body = Encoding.UTF8.GetBytes(string.Join('\n', documents));
        foreach (var item in EventDecoder.Decode(body, EventFormat.NdJson, new EventIntake(stream, Now)).Events)
            profile.Add(item);
        host.Store.Profiles[stream] = StreamProfileJson.Write(profile);
    }

    private static async Task<JsonElement> JsonAsync(StreamsHost host, string path) =>
        JsonDocument.Parse(await host.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
}
