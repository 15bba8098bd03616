using System.Text;
using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Tests.Events;

public sealed class EventDecoderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly StreamName Stream = StreamName.Parse("shop.cart");

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData(""" {"a":{"b":[1,2,{"a":1}]},"b":null} """)]
    [InlineData("""{"a":"\ud83d\ude00","\u0061b":1,"ab\u0000":"\u0000"}""")]
    [InlineData("""{"n":1e999999,"m":123456789012345678901234567890.000000000000001}""")]
    [InlineData("{}")]
    [InlineData("""{"html":"<script>alert(1)</script>","":0}""")]
    public void Decode_ObjectThatIsAllowed_KeepsItsBytes(string json)
    {
        var result = Decode(json, EventFormat.Json);

        var accepted = Assert.Single(result.Events);
        Assert.Equal(0, result.RejectedCount);
        Assert.Equal(json.Trim(), Encoding.UTF8.GetString(accepted.Data.Span));
        Assert.Equal(7, Guid.Parse(accepted.Id).Version);
        Assert.Equal("/streams/shop.cart", accepted.Source);
        Assert.Equal("shop.cart", accepted.Type);
        Assert.Equal(Now, accepted.Time);
        Assert.Null(accepted.Subject);
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "\"a\" occurs twice")]
    [InlineData("""{"x":{"a":1,"b":2,"\u0061":3}}""", "\"a\" occurs twice")]
    [InlineData("""{"longer name one":1,"longer name two":2,"longer name one":3}""", "\"longer name one\" occurs twice")]
    [InlineData("""{"a":"\ud800"}""", "unpaired surrogate \\ud800")]
    [InlineData("""{"a":"\udc00\ud800"}""", "unpaired surrogate \\udc00")]
    [InlineData("""{"a":"\ud800\\udc00"}""", "unpaired surrogate \\ud800")]
    [InlineData("""{"\ud800":1}""", "unpaired surrogate")]
    [InlineData("[1]", "this is a number")]
    [InlineData("[null]", "this is null")]
    [InlineData("[[{}]]", "this is an array")]
    public void Decode_ValueThatIsNotAllowed_RejectsItWithTheReason(string json, string reason)
    {
        var result = Decode(json, EventFormat.Json);

        Assert.Null(result.Defect);
        Assert.Empty(result.Events);
        var rejected = Assert.Single(result.Rejected);
        Assert.Contains(reason, rejected.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"a":1""")]
    [InlineData("""[{"a":1},{"a":}]""")]
    [InlineData("""{"a":1} {"b":2}""")]
    [InlineData("{\"a\":\"line\nbreak\"}")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"a":"\x"}""")]
    public void Decode_BodyThatIsNoJson_IsADefectOfTheWhole(string body)
    {
        var result = Decode(body, EventFormat.Json);

        Assert.NotNull(result.Defect);
        Assert.False(result.Defect.TooLarge);
        Assert.Empty(result.Events);
    }

    [Fact]
    public void Decode_ArrayWithBadElements_LosesNoneOfTheOthers()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 1000)) + string.Concat(Enumerable.Repeat("]", 1000));
        var large = new string('x', 257 * 1024);
        var result = Decode($$"""[{"i":0},{"deep":{{deep}}},{"i":2},{"large":"{{large}}"},{"i":4},"text",{"i":6,"i":6},{"i":7}]""", EventFormat.Json);

        Assert.Equal(["""{"i":0}""", """{"i":2}""", """{"i":4}""", """{"i":7}"""], result.Events.Select(e => Encoding.UTF8.GetString(e.Data.Span)));
        Assert.Equal([1, 3, 5, 6], result.Rejected.Select(r => r.Index));
        Assert.Contains("deeper than 64", result.Rejected[0].Error, StringComparison.Ordinal);
        Assert.Contains("262,144", result.Rejected[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_NdJsonWithBadLines_JudgesEachLineOnItsOwn()
    {
        var body = new List<byte>();
        body.AddRange("\uFEFF{\"i\":0}\r\n\r\n{\"i\":\n   \n{\"i\":2} {\n"u8);
        body.AddRange([.. "{\"i\":\""u8, 0xE4, .. "\"}\n"u8]);
        body.AddRange("[{}]\n\t{\"i\":5}"u8);

        var result = EventDecoder.Decode(body.ToArray(), EventFormat.NdJson, new EventIntake(Stream, Now));

        Assert.Equal(["""{"i":0}""", """{"i":5}"""], result.Events.Select(e => Encoding.UTF8.GetString(e.Data.Span)));
        Assert.Equal([1, 2, 3, 4], result.Rejected.Select(r => r.Index));
        Assert.Contains("UTF-8", result.Rejected[2].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_InvalidUtf8InOneElement_RejectsThatOneOnly()
    {
        byte[] body = [.. "[{\"a\":\""u8, 0xC3, 0x28, .. "\"},{\""u8, 0xED, 0xA0, 0x80, .. "\":1},{\"a\":\"ä\"}]"u8];

        var result = EventDecoder.Decode(body, EventFormat.Json, new EventIntake(Stream, Now));

        Assert.Equal("""{"a":"ä"}""", Encoding.UTF8.GetString(Assert.Single(result.Events).Data.Span));
        Assert.Equal([0, 1], result.Rejected.Select(r => r.Index));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Decode_OtherEncodings_SaysJsonMustBeUtf8(string encoding)
    {
        var body = Encoding.GetEncoding(encoding).GetBytes("""{"a":1}""");

        Assert.Contains("must be UTF-8", EventDecoder.Decode(body, EventFormat.Json, new EventIntake(Stream, Now)).Defect!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Decode_NestedArraysInTheObject_AreAllowedTo64Levels(int arrays, bool allowed)
    {
        var json = $$"""{"a":{{new string('[', arrays)}}{{new string(']', arrays)}}}""";

        Assert.Equal(allowed ? 1 : 0, Decode(json, EventFormat.Json).Events.Count);
        Assert.Equal(allowed ? 1 : 0, Decode(json, EventFormat.NdJson).Events.Count);
        Assert.Equal(allowed ? 1 : 0, Decode($$"""{"specversion":"1.0","id":"1","source":"s","type":"t","data":{{json}}}""", EventFormat.CloudEvent).Events.Count);
    }

    [Theory]
    [InlineData(256 * 1024, 1)]
    [InlineData((256 * 1024) + 1, 0)]
    public void Decode_DataAtItsLimit_IsAcceptedToTheByte(int size, int accepted)
    {
        var json = $$"""{"a":"{{new string('x', size - 8)}}"}""";

        Assert.Equal(size, Encoding.UTF8.GetByteCount(json));
        Assert.Equal(accepted, Decode(json, EventFormat.Json).Events.Count);
        Assert.Equal(accepted, Decode(json, EventFormat.NdJson).Events.Count);
    }

    [Fact]
    public void Decode_ManyMemberNames_FindsTheOneThatOccursTwice()
    {
        var names = Enumerable.Range(0, 5000).Select(i => $"\"a rather long member name {i}\":{i}").ToList();
        Assert.Single(Decode("{" + string.Join(',', names) + "}", EventFormat.Json).Events);

        names.Add("\"a rather long member name \\u0034999\":0");
        var rejected = Assert.Single(Decode("{" + string.Join(',', names) + "}", EventFormat.Json).Rejected);

        Assert.Contains("\"a rather long member name 4999\" occurs twice", rejected.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_MoreEventsThanOneRequestMayHold_IsTooLarge()
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{}\n", EventLimits.EventsPerRequest + 1)));

        Assert.True(EventDecoder.Decode(body, EventFormat.NdJson, new EventIntake(Stream, Now)).Defect!.TooLarge);
        Assert.Equal(EventLimits.EventsPerRequest, EventDecoder.Decode(body.AsMemory(3), EventFormat.NdJson, new EventIntake(Stream, Now)).Events.Count);
    }

    [Fact]
    public void Decode_MoreRejectionsThanAreListed_CountsThemAll()
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n", EventLimits.ListedRejections + 5)));

        var result = EventDecoder.Decode(body, EventFormat.NdJson, new EventIntake(Stream, Now));

        Assert.Equal(EventLimits.ListedRejections, result.Rejected.Count);
        Assert.Equal(EventLimits.ListedRejections + 5, result.RejectedCount);
    }

    [Theory]
    [InlineData("placedAt", """{"placedAt":"2010-12-01T08:26:00"}""", "2010-12-01T08:26:00Z")]
    [InlineData("placedAt", """{"placedAt":"2010-12-01T08:26:00.1234567+02:00"}""", "2010-12-01T06:26:00.123456Z")]
    [InlineData("order.at", """{"x":{"at":1},"order":{"y":[{"at":2}],"at":1291191960}}""", "2010-12-01T08:26:00Z")]
    [InlineData("\"order.at\".ms", """{"order.at":{"ms":1291191960123}}""", "2010-12-01T08:26:00.123Z")]
    [InlineData("placedAt", """{"other":1}""", "2026-03-01T12:00:00Z")]
    [InlineData("placedAt", """{"placedAt":null}""", "2026-03-01T12:00:00Z")]
    [InlineData("a.b.c", """{"a":[{"b":1}]}""", "2026-03-01T12:00:00Z")]
    public void Decode_StreamWithATimeField_TakesTheTimeFromIt(string field, string json, string time)
    {
        var result = EventDecoder.Decode(Encoding.UTF8.GetBytes(json), EventFormat.Json, new EventIntake(Stream, Now, field));

        Assert.Equal(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(result.Events).Time);
    }

    [Theory]
    [InlineData("""{"at":"yesterday"}""")]
    [InlineData("""{"at":true}""")]
    [InlineData("""{"at":{}}""")]
    [InlineData("""{"at":1.5}""")]
    [InlineData("""{"at":99999999999999999999}""")]
    public void Decode_TimeFieldThatIsNoTime_RejectsTheEvent(string json)
    {
        var result = EventDecoder.Decode(Encoding.UTF8.GetBytes(json), EventFormat.Json, new EventIntake(Stream, Now, "at"));

        Assert.Contains("time field 'at'", Assert.Single(result.Rejected).Error, StringComparison.Ordinal);
    }

    private static DecodedEvents Decode(string body, EventFormat format) =>
        EventDecoder.Decode(Encoding.UTF8.GetBytes(body), format, new EventIntake(Stream, Now));
}
