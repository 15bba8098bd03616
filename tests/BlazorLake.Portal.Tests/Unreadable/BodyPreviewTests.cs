using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Portal.Features.Unreadable;

namespace BlazorLake.Portal.Tests.Unreadable;

public sealed class BodyPreviewTests
{
    [Fact]
    public void Of_Text_ShowsItWithItsLines() => Assert.Equal("{\n  \"a\": \"é␀\"\n}", Preview(Encoding.UTF8.GetBytes("{\n  \"a\": \"é\0\"\n}")));

    [Fact]
    public void Of_Nothing_SaysSo() => Assert.Equal("(empty)", Preview([]));

    [Fact]
    public void Of_OtherBytes_ShowsThemInHexadecimal() => Assert.Equal("0000  ff fe 00 \n", Preview([0xff, 0xfe, 0x00]));

    [Fact]
    public void Of_TextCutInsideACharacter_StaysText()
    {
        var body = Encoding.UTF8.GetBytes(new string('a', BodyPreview.MaxTextBytes - 1) + "é and more");
        var preview = Preview(body);
        Assert.StartsWith("aaa", preview, StringComparison.Ordinal);
        Assert.EndsWith("\n… 11 bytes more", preview, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LongOtherBytes_ShowsTheStart() =>
        Assert.EndsWith("\n… 488 bytes more", Preview([.. Enumerable.Repeat((byte)0xff, 1000)]), StringComparison.Ordinal);

    [Fact]
    public void Of_EventThatWasSetAside_ShowsItsData() => Assert.Equal("""{"n":"é"}""", Aside("""{"n":"é"}""", keptBytes: int.MaxValue));

    [Fact]
    public void Of_StartOfAnEventThatWasSetAside_ShowsTheStartOfItsData()
    {
        var preview = Aside($$"""{"n":"{{new string('x', 5000)}}"}""", keptBytes: 100);
        Assert.StartsWith("""{"n":"xxx""", preview, StringComparison.Ordinal);
        Assert.EndsWith(" more", preview, StringComparison.Ordinal);
    }

    private static string Aside(string data, int keptBytes)
    {
        var stream = StreamName.Parse("shop.cart");
        var item = EventDecoder.Decode(Encoding.UTF8.GetBytes(data), EventFormat.Json, new EventIntake(stream, DateTimeOffset.UnixEpoch)).Events[0];
        var body = EventBatchCodec.Encode(new EventBatch(stream, [item], For: EventSide.Lake));
        return BodyPreview.Of(new UnreadableMessage(
            Guid.Empty, "s", default, "", EventBatchCodec.ContentType, new Dictionary<string, string>(), body.AsMemory(0, Math.Min(keptBytes, body.Length)), body.Length));
    }

    private static string Preview(byte[] body) =>
        BodyPreview.Of(new UnreadableMessage(Guid.Empty, "s", default, "", null, new Dictionary<string, string>(), body, body.Length));
}
