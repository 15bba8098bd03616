using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;

namespace BlazorLake.Portal.Tests.Streams;

public sealed class PublishEventsTests
{
    [Theory]
    [InlineData("application/json", """{"a":1}""", 1)]
    [InlineData("application/json; charset=utf-8", """[{"a":1},{"a":2}]""", 2)]
    [InlineData("application/x-ndjson", "{\"a\":1}\r\n\n{\"a\":2}", 2)]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"t","time":"0001-01-01T00:00:00Z","data":{"a":1}}""", 1)]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"t","datacontenttype":"application/json","data_base64":"eyJhIjoxfQ=="}""", 1)]
    [InlineData("application/cloudevents-batch+json", """[{"specversion":"1.0","id":"1","source":"/s","type":"t","data":{}},{"specversion":"1.0","id":"2","source":"/s","type":"t","time":"9999-12-31T23:59:59.999999Z","data":{}}]""", 2)]
    public async Task Post_EachContentType_IsAcceptedWhenDurable(string contentType, string body, int count)
    {
        await using var host = await StreamsHost.StartAsync();

        using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(body), contentType);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var json = await JsonAsync(answer);
        Assert.Equal(count, json.GetProperty("accepted").GetInt32());
        Assert.Equal(0, json.GetProperty("rejected").GetArrayLength());
        Assert.Equal(count, host.Transport.Events.Count);
    }

    [Fact]
    public async Task Post_BinaryMode_TakesAttributesFromHeaders()
    {
        await using var host = await StreamsHost.StartAsync();

        using var answer = await host.PostAsync("""{"a":1}"""u8.ToArray(), "application/json", headers:
        [
            ("ce-specversion", "1.0"), ("ce-id", "caf%C3%A9 \\1"), ("ce-source", "\"/quo\\\"ted\""), ("ce-type", "100%"), ("ce-time", "2026-03-01T13:00:00+01:00"), ("ce-subject", "s"), ("ce-extension", "x"),
        ]);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var item = Assert.Single(host.Transport.Events);
        Assert.Equal(("café \\1", "/quo\"ted", "100%", "s"), (item.Id, item.Source, item.Type, item.Subject));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), item.Time);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Post_CompressedBody_IsDecompressed(string encoding)
    {
        await using var host = await StreamsHost.StartAsync();

        using var answer = await host.PostAsync(Compress("""{"a":1}"""u8.ToArray(), encoding), "application/json", encoding: encoding);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(host.Transport.Events[0].Data.Span));
    }

    [Fact]
    public async Task Post_CompressedBodyThatGrowsTooLarge_Is413()
    {
        await using var host = await StreamsHost.StartAsync();

        using var answer = await host.PostAsync(Compress(new byte[EventLimits.RequestBytes + 1], "gzip"), "application/json", encoding: "gzip");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Post_CutOffOrFalseCompression_Is400(string encoding)
    {
        await using var host = await StreamsHost.StartAsync();
        var whole = Compress(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2000).Select(i => $"{{\"a\":{i * 7919}}}\n"))), encoding);

        using var cut = await host.PostAsync(whole[..(whole.Length / 2)], "application/x-ndjson", encoding: encoding);
        using var none = await host.PostAsync("""{"a":1}"""u8.ToArray(), "application/json", encoding: encoding);

        Assert.Equal(HttpStatusCode.BadRequest, cut.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.Empty(host.Transport.Batches);
    }

    [Fact]
    public async Task Post_SomeEventsBad_AcceptsTheOthersAndListsThese()
    {
        await using var host = await StreamsHost.StartAsync();
        var bad = new[]
        {
            "{\"a\":", "[1]", "\"text\"", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}", $"{{\"a\":\"{new string('x', 257 * 1024)}\"}}",
            $"{{\"a\":{new string('[', 1000)}{new string(']', 1000)}}}", "{\"a\":\"\0\"}",
        };
        var good = new[] { """{"n":123456789012345678901234567890e99999}""", """{"nul":"\u0000"}""", """{"html":"<img src=x onerror=alert(1)>"}""" };

        using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(string.Join('\n', [good[0], .. bad, good[1], good[2]])), "application/x-ndjson");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var json = await JsonAsync(answer);
        Assert.Equal(good.Length, json.GetProperty("accepted").GetInt32());
        Assert.Equal(Enumerable.Range(1, bad.Length), json.GetProperty("rejected").EnumerateArray().Select(r => r.GetProperty("index").GetInt32()));
        Assert.All(json.GetProperty("rejected").EnumerateArray(), r => Assert.NotEmpty(r.GetProperty("error").GetString()!));
        Assert.Equal(good, host.Transport.Events.Select(e => Encoding.UTF8.GetString(e.Data.Span)));
    }

    [Theory]
    [InlineData("application/json", "{", 400, "Malformed JSON")]
    [InlineData("application/json", "", 400, "The request holds no event.")]
    [InlineData("application/json", " \n", 400, "The request holds no event.")]
    [InlineData("application/json", "[]", 400, "no event")]
    [InlineData("application/json", "[1,2]", 400, "this is a number")]
    [InlineData("application/x-ndjson", "\n\n", 400, "no event")]
    [InlineData("application/xml", "<a/>", 415, "Allowed: application/json")]
    [InlineData("application/json; charset=latin1", "{}", 415, "UTF-8")]
    [InlineData(null, "{}", 415, "Allowed: application/json")]
    [InlineData("application/cloudevents+json", """{"specversion":"0.3","id":"1","source":"/s","type":"t","data":{}}""", 400, "Allowed: 1.0")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","source":"/s","type":"t","data":{}}""", 400, "'id' is missing")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"","source":"/s","type":"t","data":{}}""", 400, "'id' is empty")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"a\u0000b","source":"/s","type":"t","data":{}}""", 400, "U+0000")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"t","data":[1]}""", 400, "an array")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"t"}""", 400, "no 'data'")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"t","time":"0000-01-01T00:00:00Z","data":{}}""", 400, "year 0001 to 9999")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"t","time":"0001-01-01T00:00:00+01:00","data":{}}""", 400, "year 0001 to 9999")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/s","type":"t","time":"2026-03-01","data":{}}""", 400, "RFC 3339")]
    public async Task Post_NothingThatCanBeAccepted_SaysWhy(string? contentType, string body, int status, string reason)
    {
        await using var host = await StreamsHost.StartAsync();

        using var answer = await host.PostAsync(Encoding.UTF8.GetBytes(body), contentType);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(reason, (await JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Transport.Batches);
    }

    [Fact]
    public async Task Post_IdOf10KB_IsRejectedWithItsSize()
    {
        await using var host = await StreamsHost.StartAsync();

        using var answer = await host.PostAsync("{}"u8.ToArray(), "application/json", headers: [("ce-specversion", "1.0"), ("ce-id", new string('x', 10 * 1024)), ("ce-source", "/s"), ("ce-type", "t")]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("10,240 bytes; at most 1,024", (await JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("Shop")]
    [InlineData(".cart")]
    [InlineData("a%20b")]
    public async Task Post_StreamNameThatIsNone_SaysWhatIsAllowed(string stream)
    {
        await using var host = await StreamsHost.StartAsync();

        using var answer = await host.PostAsync("{}"u8.ToArray(), "application/json", stream);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("lower-case letters", (await JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_33MiB_Is413()
    {
        await using var host = await StreamsHost.StartAsync();

        using var answer = await host.PostAsync(new byte[33 * 1024 * 1024], "application/x-ndjson");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Post_32MiB_IsAccepted()
    {
        await using var host = await StreamsHost.StartAsync();
        var line = $"{{\"a\":\"{new string('x', 1024 - 9)}\"}}\n";
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 32 * 1024)));
        Assert.Equal(EventLimits.RequestBytes, body.Length);

        using var answer = await host.PostAsync(body, "application/x-ndjson");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(32 * 1024, host.Transport.Events.Count);
    }

    [Fact]
    public async Task Post_TransportThatIsBusy_Is429WithRetryAfter()
    {
        await using var host = await StreamsHost.StartAsync();
        host.Transport.Busy = new PublishOutcome.Busy(TimeSpan.FromSeconds(2.5), "The journal is full (setting Broker:MaxBacklogBytes).");

        using var answer = await host.PostAsync("{}"u8.ToArray(), "application/json");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), answer.Headers.RetryAfter?.Delta);
        Assert.Contains("Broker:MaxBacklogBytes", (await JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_DiskAlmostFull_Is429BeforeAnythingIsRead()
    {
        await using var host = await StreamsHost.StartAsync($"--Ingest:MinFreeDiskBytes={long.MaxValue}");

        using var answer = await host.PostAsync("{}"u8.ToArray(), "application/json");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("Ingest:MinFreeDiskBytes", (await JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_StreamWithATimeField_TakesTheTimeFromTheData()
    {
        await using var host = await StreamsHost.StartAsync();
        host.Store.Settings[StreamName.Parse("shop.cart")] = new StreamSettings("placedAt");

        using var answer = await host.PostAsync("""{"placedAt":"2010-12-01 08:26:00"}"""u8.ToArray(), "application/json");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(new DateTimeOffset(2010, 12, 1, 8, 26, 0, TimeSpan.Zero), Assert.Single(host.Transport.Events).Time);
    }

    private static byte[] Compress(byte[] bytes, string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest),
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest),
            _ => new ZLibStream(compressed, CompressionLevel.Fastest),
        })
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
}
