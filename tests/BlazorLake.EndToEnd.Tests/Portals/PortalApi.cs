using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorLake.Testing.Portal;

namespace BlazorLake.EndToEnd.Tests.Portals;

/// <summary>The few calls of the public API that tests prepare themselves with.</summary>
internal static class PortalApi
{
    public static async Task<string> CreateRuleAsync(this PortalProcess portal, string rule, CancellationToken cancellationToken)
    {
        using var client = portal.CreateClient();
        using var content = new StringContent(rule, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("api/v1/rules", UriKind.Relative), content, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, $"{answer.StatusCode}: {body}");
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>Everything of a list, page by page.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ListAsync(this PortalProcess portal, string path, CancellationToken cancellationToken)
    {
        using var client = portal.CreateClient();
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var query = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=1000{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}";
            var page = await client.GetFromJsonAsync<JsonElement>(new Uri(query, UriKind.Relative), cancellationToken);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        return items;
    }
}
