using System.Text;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Features.Unreadable;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.Unreadable;

public sealed class UnreadablePageTests : PageContext
{
    private readonly FakeUnreadableStore _store = new();
    private readonly FakeAuditStore _audit = new();

    public UnreadablePageTests()
    {
        Services.AddSingleton<IUnreadableMessageStore>(_store);
        Services.AddSingleton<IUnreadableMessageRedrive>(_store);
        Services.AddSingleton<IAuditStore>(_audit);
    }

    [Fact]
    public void List_None_SaysSo() => Assert.Contains("Nothing has failed", Render<UnreadablePage>().Markup, StringComparison.Ordinal);

    [Fact]
    public void List_HostileMessage_ShowsReasonHeadersAndBodyAsText()
    {
        Add("shop\u202ecart", "{ \"a\": <img src=x onerror=alert(1)>", new() { ["x-evil"] = "<b>bold</b>" });

        var page = Render<UnreadablePage>();

        Assert.Empty(page.FindAll("img, b"));
        Assert.Equal("shop\ufffdcart", TextOf(page.Find(".stream")));
        Assert.Equal("not JSON", TextOf(page.Find(".reason")));
        Assert.Equal("x-evil <b>bold</b>", TextOf(page.Find(".headers div")).Replace("x-evil<", "x-evil <", StringComparison.Ordinal));
        Assert.Contains("<img src=x", page.Find("pre").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void SendAgain_Taken_MarksItAndWritesWhoDidIt()
    {
        var message = Add("shop.cart", "{");
        var page = Render<UnreadablePage>();

        Button(page, "Send again").Click();

        page.WaitForAssertion(() => Assert.Contains("Sent again", TextOf(page.Find(".head")), StringComparison.Ordinal));
        Assert.Equal([message.Id], _store.Sent);
        Assert.Equal(["ana@example.com sent again message"], _audit.Written);
    }

    [Theory]
    [InlineData(EventSide.Rules)]
    [InlineData(EventSide.Lake)]
    public void SendAgain_EventSetAside_ShowsItsDataAndSendsIt(EventSide side)
    {
        var stream = StreamName.Parse("shop.cart");
        var item = new StreamEvent { Stream = stream, Id = "e1", Source = "/s", Type = "t", Time = Clock.GetUtcNow(), ReceivedAt = Clock.GetUtcNow(), Data = "{\"total\":5}"u8.ToArray() };
        var body = EventBatchCodec.Encode(new EventBatch(stream, [item], For: side));
        var message = new UnreadableMessage(Guid.CreateVersion7(Clock.GetUtcNow()), "shop.cart", Clock.GetUtcNow(), "It can't be processed.", EventBatchCodec.ContentType, new Dictionary<string, string>(), body, body.Length);
        _store.Messages.Add(message);
        var page = Render<UnreadablePage>();

        Assert.Equal("{\"total\":5}", page.Find("[aria-label='Body of the message']").TextContent);
        Button(page, "Send again").Click();

        page.WaitForAssertion(() => Assert.Contains("Sent again. If it fails once more, it comes back here.", Said));
        Assert.Equal([message.Id], _store.Sent);
    }

    [Fact]
    public void SendAgain_Refused_SaysWhy()
    {
        Add("shop.cart", "{");
        _store.Outcome = new RedriveOutcome.Refused("The broker does not answer.");
        var page = Render<UnreadablePage>();

        Button(page, "Send again").Click();

        page.WaitForAssertion(() => Assert.Contains("The broker does not answer.", Said));
        Assert.Empty(_audit.Written);
    }

    [Fact]
    public void SendAgain_NoLongerAdministrator_DoesNothing()
    {
        Add("shop.cart", "{");
        var page = Render<UnreadablePage>();
        SignIn(UserRoles.Editor);

        Button(page, "Send again").Click();

        Assert.Empty(_store.Sent);
    }

    [Fact]
    public void Discard_Confirmed_RemovesIt()
    {
        Add("shop.cart", "{");
        var dialogs = RenderDialogs();
        var page = Render<UnreadablePage>();

        Button(page, "Discard").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("cannot be brought back", dialogs.Markup, StringComparison.Ordinal));
        Button(dialogs, "Discard").Click();

        page.WaitForAssertion(() => Assert.Contains("Nothing has failed", page.Markup, StringComparison.Ordinal));
        Assert.Empty(_store.Messages);
        Assert.Equal(["ana@example.com discarded message"], _audit.Written);
    }

    [Fact]
    public void Discard_Cancelled_KeepsIt()
    {
        Add("shop.cart", "{");
        var dialogs = RenderDialogs();
        var page = Render<UnreadablePage>();

        Button(page, "Discard").Click();
        dialogs.WaitForAssertion(() => Assert.NotEmpty(dialogs.FindAll("button")));
        Button(dialogs, "Cancel").Click();

        Assert.Single(_store.Messages);
    }

    [Fact]
    public async Task NewMessage_Arrives_ShowsWithoutReload()
    {
        var page = Render<UnreadablePage>();
        Add("late.stream", "{");

        await Feed.PublishAsync(new LiveChange.StreamsChanged(), CancellationToken.None);

        page.WaitForAssertion(() => Assert.Equal("late.stream", TextOf(page.Find(".stream"))));
    }

    private UnreadableMessage Add(string stream, string body, Dictionary<string, string>? headers = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var message = new UnreadableMessage(Guid.CreateVersion7(Clock.GetUtcNow()), stream, Clock.GetUtcNow(), "not JSON", "application/json", headers ?? [], bytes, bytes.Length);
        _store.Messages.Add(message);
        return message;
    }
}
