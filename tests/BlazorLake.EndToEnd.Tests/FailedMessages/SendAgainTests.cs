using System.Text;
using System.Text.RegularExpressions;
using BlazorLake.Domain.Events;
using BlazorLake.EndToEnd.Tests.Browsers;
using BlazorLake.EndToEnd.Tests.Lake;
using BlazorLake.EndToEnd.Tests.MainJob;
using BlazorLake.EndToEnd.Tests.Portals;
using BlazorLake.Testing;
using BlazorLake.Testing.Portal;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace BlazorLake.EndToEnd.Tests.FailedMessages;

/// <summary>An event that one side could not process is sent again from the page: that side has it then, and the other does not have it twice.</summary>
public sealed class SendAgainTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Stream = "shop.cart";
    private const string Rule = """{"name":"Large basket","stream":"shop.cart","severity":"warning","match":{"all":[{"field":"total","op":"gt","value":100}]},"key":["customerId"]}""";

    [Theory]
    [InlineData(EventSide.Rules, 1, 1)]
    [InlineData(EventSide.Lake, 0, 2)]
    public async Task SendAgain_EventSetAside_ReachesTheSideThatLacksIt(EventSide side, int alerts, int rows)
    {
        var portal = await StartAsync(PortalSettings.Embedded.With("Lake:FlushInterval", "00:00:00.500"));
        await portal.CreateRuleAsync(Rule, Token);
        SetAside(portal, side, "c42");
        var ana = await SignInAsync(portal, Screen.Desktop, "ana");
        var page = ana.Page;
        await ana.GoAsync("/unreadable-messages");
        var message = page.GetByRole(AriaRole.List, new PageGetByRoleOptions { NameRegex = new Regex("^Failed messages") }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(message).ToContainTextAsync("This event was set aside by a test");
        await message.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Body of the message")).ToHaveTextAsync("""{"customerId":"c42","total":480}""");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Send again" }).ClickAsync();

        await Assertions.Expect(message).ToContainTextAsync("Sent again");
        // What comes after it has passed both sides, so has it.
        await Outsider.PublishOverHttpAsync(portal, Stream, """{"customerId":"after","total":20}""", Token);
        var lake = Path.Combine(portal.DataDirectory, "lake");
        await Eventually.TrueAsync(() => TableFiles.EventIds(lake, Stream, "WHERE data LIKE '%after%'").Count == 1, Token, TimeSpan.FromSeconds(30));
        await Eventually.TrueAsync(async () => (await portal.ListAsync("api/v1/alerts", Token)).Count == alerts, Token, TimeSpan.FromSeconds(30));
        Assert.Equal((rows, rows), TableFiles.Count(lake, Stream));
        await Assertions.Expect(message).ToHaveCountAsync(1);
        Assert.Empty(ana.Problems);
    }

    // As a consumer leaves it; nothing a test could send is known to fail.
    private static void SetAside(PortalProcess portal, EventSide side, string customer)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_767_225_600);
        var stream = StreamName.Parse(Stream);
        var data = Encoding.UTF8.GetBytes($$"""{"customerId":"{{customer}}","total":480}""");
        var item = new StreamEvent { Stream = stream, Id = "e1", Source = "/test", Type = "cart", Time = now, ReceivedAt = now, Data = data };
        var body = EventBatchCodec.Encode(new EventBatch(stream, [item], For: side));
        using var connection = new SqliteConnection($"Data Source={Path.Combine(portal.DataDirectory, "blazorlake.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO "UnreadableMessages" ("Id", "Stream", "ReceivedAt", "Reason", "ContentType", "Headers", "Body", "BodySizeBytes")
            VALUES (@id, @stream, @at, 'This event was set aside by a test.', @type, '{}', @body, @size)
            """;
        command.Parameters.AddWithValue("@id", Guid.CreateVersion7(now).ToByteArray(bigEndian: true));
        command.Parameters.AddWithValue("@stream", Stream);
        command.Parameters.AddWithValue("@at", (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        command.Parameters.AddWithValue("@type", EventBatchCodec.ContentType);
        command.Parameters.AddWithValue("@body", body);
        command.Parameters.AddWithValue("@size", body.Length);
        command.ExecuteNonQuery();
    }
}
