using System.IO.Compression;
using System.Text;
using BlazorLake.Domain.Events;
using CsCheck;

namespace BlazorLake.Domain.Tests.Events;

public sealed class AmqpEventDecoderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string?[] AnyTypes = [null, "application/json", EventFormats.CloudEvent, EventFormats.CloudEventBatch, "application/vnd.masstransit+json", EventBatchCodec.ContentType];
    private static readonly AmqpMessage Plain = new("shop.cart", "application/json", null, null, null, new Dictionary<string, object?>(), Bytes("""{"a":1}"""), Redelivered: false, Now);

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/vnd.acme+json")]
    [InlineData("application/octet-stream")]
    [InlineData("")]
    [InlineData(null)]
    public void Decode_DataObject_TakesIdAndTimeFromProperties(string? contentType)
    {
        var item = Single(Plain with { ContentType = contentType, MessageId = "m-1", Timestamp = Now.AddDays(-1) });

        Assert.Equal(("m-1", "/streams/shop.cart", "shop.cart", Now.AddDays(-1), Now), (item.Id, item.Source, item.Type, item.Time, item.ReceivedAt));
        Assert.False(item.HasDerivedId);
        Assert.Equal("""{"a":1}""", Text(item));
    }

    [Fact]
    public void Decode_NoId_DerivesTheSameAtEveryConsumer()
    {
        var first = Single(Plain);
        var later = Single(Plain with { ReceivedAt = Now.AddHours(1), Redelivered = true, Headers = new Dictionary<string, object?> { ["x-delivery-count"] = 3L } });

        Assert.Equal(first.Id, later.Id);
        Assert.True(first.HasDerivedId && later.HasDerivedId);
        Assert.Equal((false, true), (first.Redelivered, later.Redelivered));
        Assert.Equal(7, Guid.Parse(first.Id).Version);
        Assert.NotEqual(first.Id, Single(Plain with { Body = Bytes("""{"a":2}""") }).Id);
        Assert.NotEqual(first.Id, Single(Plain with { RoutingKey = "shop.orders" }).Id);
        Assert.NotEqual(first.Id, Single(Plain with { Timestamp = Now }).Id);
    }

    [Fact]
    public void WithOrdinal_CopiesOfTheSameContent_GetIdsOfTheirOwn()
    {
        var first = Single(Plain with { Timestamp = Now });
        var ids = Enumerable.Range(0, 100).Select(n => DerivedEventId.WithOrdinal(first, n).Id).ToList();

        Assert.Equal(first.Id, ids[0]);
        Assert.Equal(ids, Enumerable.Range(0, 100).Select(n => DerivedEventId.IdOf(first.Id, n)));
        Assert.Equal(100, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(first.Id[..13], id[..13]));
        Assert.Throws<ArgumentException>(() => DerivedEventId.WithOrdinal(Single(Plain with { MessageId = "x" }), 1));
    }

    [Theory]
    [InlineData("cloudEvents:")]
    [InlineData("cloudEvents_")]
    public void Decode_BinaryMode_TakesAttributesFromHeaders(string prefix)
    {
        var item = Single(Plain with
        {
            MessageId = "ignored",
            Headers = new Dictionary<string, object?>
            {
                [$"{prefix}specversion"] = "1.0",
                [$"{prefix}id"] = Encoding.UTF8.GetBytes("é-1"),
                [$"{prefix}source"] = "/till/7",
                [$"{prefix}type"] = "added",
                [$"{prefix}subject"] = 42L,
                [$"{prefix}time"] = Now.AddMinutes(-5),
                [$"{prefix}custom"] = new byte[] { 0xFF },
                ["other"] = null,
            },
        });

        Assert.Equal(("é-1", "/till/7", "added", "42", Now.AddMinutes(-5)), (item.Id, item.Source, item.Type, item.Subject, item.Time));
    }

    [Fact]
    public void Decode_StructuredMode_TakesTheEnvelope()
    {
        var item = Single(Plain with { ContentType = "application/cloudevents+json; charset=UTF-8", Body = Bytes("""{"data":{"a":[1]},"id":"1","time":"2026-02-01T00:00:00.1234567Z","source":"/s","type":"t","specversion":"1.0","ext":5,"subject":null}""") });

        Assert.Equal(("1", "/s", "t", null, """{"a":[1]}"""), (item.Id, item.Source, item.Type, item.Subject, Text(item)));
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 0, 0, 0, 123, 456, TimeSpan.Zero), item.Time);
    }

    [Fact]
    public void Decode_BatchWithABadEvent_GivesTheOthersAndTheReason()
    {
        var decoding = Decode(Plain with { ContentType = EventFormats.CloudEventBatch, Body = Bytes("""[{"specversion":"1.0","id":"1","source":"/s","type":"t","data":{}},{"specversion":"1.0","source":"/s","type":"t","data":{}}]""") });

        Assert.Equal("1", Assert.Single(decoding.Batch!.Events).Id);
        Assert.Equal("1 of 2 events could not be read; event 1: A CloudEvent has the attributes specversion, id, source and type; 'id' is missing.", decoding.Reason);
    }

    [Fact]
    public void Decode_MassTransitEnvelope_TakesMessageIdAndSentTime()
    {
        var item = Single(Plain with
        {
            ContentType = "application/vnd.masstransit+json",
            Body = Bytes("""{"messageId":"08de0000-5dae-0015-0000-000000000000","conversationId":"x","messageType":["urn:message:Shop:CartChanged"],"message":{"total":12.50},"sentTime":"2026-03-01T11:59:58.5Z","headers":{}}"""),
        });

        Assert.Equal(("08de0000-5dae-0015-0000-000000000000", """{"total":12.50}""", Now.AddSeconds(-1.5)), (item.Id, Text(item), item.Time));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public void Decode_CompressedBody_IsRead(string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = encoding == "gzip" ? new GZipStream(compressed, CompressionLevel.Fastest) : new BrotliStream(compressed, CompressionLevel.Fastest))
            stream.Write("""{"a":1}"""u8);

        Assert.Equal("""{"a":1}""", Text(Single(Plain with { ContentEncoding = encoding, Body = compressed.ToArray() })));
    }

    [Fact]
    public void Decode_OwnBatch_ComesBackAsItWas()
    {
        var batch = new EventBatch(StreamName.Parse("shop.cart"), [Single(Plain with { MessageId = "1" }), Single(Plain with { MessageId = "2" })], IsHistory: true);

        var decoding = Decode(Plain with { ContentType = EventBatchCodec.ContentType, Body = EventBatchCodec.Encode(batch) });

        Assert.Null(decoding.Reason);
        Assert.True(decoding.Batch!.IsHistory);
        Assert.Equal(["1", "2"], decoding.Batch.Events.Select(e => e.Id));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "1", "occurs twice")]
    [InlineData("[1]", "1", "JSON object")]
    [InlineData("{}", "", "'id' is empty")]
    [InlineData("{}", "a\u0000b", "U+0000")]
    public void Decode_OwnBatchOfAStranger_IsCheckedAgain(string data, string id, string reason)
    {
        var item = new StreamEvent { Stream = StreamName.Parse("shop.cart"), Id = id, Source = "s", Type = "t", Time = Now, ReceivedAt = Now, Data = Bytes(data) };
        var body = EventBatchCodec.Encode(new EventBatch(item.Stream, [item]));

        Assert.Contains(reason, Decode(Plain with { ContentType = EventBatchCodec.ContentType, Body = body }).Reason, StringComparison.Ordinal);
        Assert.Contains("came with routing key", Decode(Plain with { RoutingKey = "other", ContentType = EventBatchCodec.ContentType, Body = body }).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../etc", "application/json", null, "{}", "is not a stream name")]
    [InlineData("shop.cart", "application/json", null, "not json", "Malformed JSON")]
    [InlineData("shop.cart", "application/json", null, "", "no data")]
    [InlineData("shop.cart", "application/json", null, "[{}]", "this is an array")]
    [InlineData("shop.cart", "application/xml", null, "<a/>", "'application/xml' is not understood")]
    [InlineData("shop.cart", "not a type at all", null, "{}", "is not understood")]
    [InlineData("shop.cart", "application/json; charset=utf-16", null, "{}", "UTF-8")]
    [InlineData("shop.cart", "application/json", "zstd", "{}", "Allowed: gzip")]
    [InlineData("shop.cart", "application/json", "gzip", "{}", "not compressed")]
    [InlineData("shop.cart", "application/vnd.masstransit+json", null, "{}", "no 'message'")]
    [InlineData("shop.cart", "application/vnd.masstransit+json", null, """{"message":[1]}""", "this is an array")]
    [InlineData("shop.cart", EventBatchCodec.ContentType, null, "{}", "Not a batch")]
    public void Decode_WhatIsNoEvent_SaysWhy(string routingKey, string contentType, string? encoding, string body, string reason)
    {
        var decoding = Decode(Plain with { RoutingKey = routingKey, ContentType = contentType, ContentEncoding = encoding, Body = Bytes(body) });

        Assert.Null(decoding.Batch);
        Assert.Contains(reason, decoding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_CloudEventWithoutAllItsHeaders_SaysWhatIsMissing() => Assert.Contains(
        "'source' is missing",
        Decode(Plain with { Headers = new Dictionary<string, object?> { ["cloudEvents:specversion"] = "1.0", ["cloudEvents:id"] = "1" } }).Reason,
        StringComparison.Ordinal);

    [Fact]
    public void Decode_AnyBytesAsAnyType_NeverThrows() => Gen.Select(
        Gen.OneOf(Gen.Byte.Array[0, 100], Gen.String[Gen.Char["{}[]\":,\\u0a1d \n"], 0, 60].Select(Bytes)),
        Gen.Int[0, AnyTypes.Length - 1].Select(i => AnyTypes[i])).Sample((body, type) =>
    {
        var decoding = Decode(Plain with { Body = body, ContentType = type });
        Assert.True(decoding.Batch is not null || decoding.Reason is not null);
    });

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(StreamEvent item) => Encoding.UTF8.GetString(item.Data.Span);

    private static AmqpDecoding Decode(AmqpMessage message) => AmqpEventDecoder.Decode(message, _ => null);

    private static StreamEvent Single(AmqpMessage message)
    {
        var decoding = Decode(message);
        Assert.Null(decoding.Reason);
        return Assert.Single(decoding.Batch!.Events);
    }
}
