using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorLake.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Portal.Tests.Access;

public sealed class ApiAccessTests(PortalApp portal) : IClassFixture<PortalApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoints_WithoutKey_Are401()
    {
        var failures = new List<string>();
        foreach (var (method, path, _) in Endpoints())
        {
            using var client = portal.Anonymous();
            using var answer = await SendAsync(client, method, path);
            if (answer.StatusCode != HttpStatusCode.Unauthorized || answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
                failures.Add($"{method} {path}: {answer.StatusCode} {answer.Content.Headers.ContentType}");
        }

        Assert.Empty(failures);
    }

    [Fact]
    public async Task Endpoints_WithEveryOtherScope_Are403()
    {
        var clients = new Dictionary<string, HttpClient>();
        foreach (var scope in Scopes.All)
            clients[scope] = await portal.WithKeyAsync([.. Scopes.All.Where(s => s != scope)]);
        var failures = new List<string>();
        foreach (var (method, path, scope) in Endpoints())
        {
            using var answer = await SendAsync(clients[scope], method, path);
            if (answer.StatusCode != HttpStatusCode.Forbidden || answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
                failures.Add($"{method} {path}: {answer.StatusCode} {answer.Content.Headers.ContentType}");
        }

        Assert.Empty(failures);
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer ")]
    [InlineData("Bearer bl_wrong")]
    [InlineData("bl_wrong")]
    public async Task Endpoint_WithWrongKey_Is401(string header)
    {
        using var client = portal.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var answer = await client.GetAsync("/api/v1/alerts", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task UnknownPath_IsToldOnlyToWhoIsKnown()
    {
        using var stranger = portal.Anonymous();
        using var known = await portal.WithKeyAsync(Scopes.AlertsRead);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/nothing", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await known.GetAsync("/api/v1/nothing", Stop)).StatusCode);
        using var wrongMethod = await known.DeleteAsync("/api/v1/occurrences", Stop);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrongMethod.StatusCode);
        Assert.Equal("application/problem+json", wrongMethod.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("limit=0", "limit is 0. Allowed: 1 to 1000")]
    [InlineData("limit=1001", "limit is 1001. Allowed: 1 to 1000")]
    [InlineData("limit=ten", "limit is 'ten'. It must be a whole number.")]
    [InlineData("cursor=x", "'x' is no cursor")]
    [InlineData("state=closed", "state is 'closed'. Allowed: open, acknowledged, snoozed, resolved.")]
    [InlineData("minSeverity=high", "minSeverity is 'high'. Allowed: info, warning, critical.")]
    [InlineData("ruleId=7", "ruleId is '7'. It must be an id")]
    public async Task Alerts_WithBadParameter_Are400AndSayWhy(string query, string reason)
    {
        using var client = await portal.WithKeyAsync(Scopes.AlertsRead);
        using var answer = await client.GetAsync($"/api/v1/alerts?{query}", Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApiKeys_MadeUsedAndRevoked_WorkUntilRevoked()
    {
        using var admin = await portal.WithKeyAsync(Scopes.Admin);
        using var made = await admin.PostAsJsonAsync("/api/v1/api-keys", new { name = "shop", scopes = new[] { "alerts:read" } }, Stop);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var key = await made.Content.ReadFromJsonAsync<JsonElement>(Stop);
        var secret = key.GetProperty("secret").GetString()!;
        Assert.StartsWith(key.GetProperty("prefix").GetString()!, secret, StringComparison.Ordinal);
        var list = await admin.GetStringAsync("/api/v1/api-keys?limit=1000", Stop);
        Assert.DoesNotContain(secret, list, StringComparison.Ordinal);
        Assert.Contains(key.GetProperty("id").GetString()!, list, StringComparison.Ordinal);

        using var revoked = await admin.DeleteAsync($"/api/v1/api-keys/{key.GetProperty("id").GetString()}", Stop);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        using var client = portal.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/alerts", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.DeleteAsync($"/api/v1/api-keys/{Guid.Empty}", Stop)).StatusCode);
    }

    [Theory]
    [InlineData("""{"name":"","scopes":["admin"]}""", "name")]
    [InlineData("""{"name":"x","scopes":[]}""", "scopes is empty")]
    [InlineData("""{"name":"x","scopes":["root"]}""", "'root' is no scope")]
    [InlineData("""{"name":"x","scopes":null}""", "scopes is empty")]
    [InlineData("""{"name":""", "JSON")]
    public async Task ApiKeys_BadRequest_Is400(string body, string reason)
    {
        using var admin = await portal.WithKeyAsync(Scopes.Admin);
        using var answer = await admin.PostAsync("/api/v1/api-keys", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "rules/0198c0de-0000-7000-8000-000000000000/rollback", "", "A JSON body is expected")]
    [InlineData("POST", "rules/0198c0de-0000-7000-8000-000000000000/rollback", "{}", "'version' is missing")]
    [InlineData("POST", "rules/0198c0de-0000-7000-8000-000000000000/rollback", """{"version":"1"}""", "'version' is of another type")]
    [InlineData("POST", "alerts/0198c0de-0000-7000-8000-000000000000/snooze", "{}", "'until' is missing")]
    [InlineData("POST", "alerts/0198c0de-0000-7000-8000-000000000000/snooze", """{"until":"soon"}""", "ISO 8601")]
    [InlineData("PUT", "streams/shop.cart/settings", """{"tmeField":"x"}""", "'tmeField' is not known here")]
    [InlineData("POST", "api-keys", "[]", "JSON object")]
    [InlineData("POST", "api-keys", "x", "not JSON")]
    [InlineData("GET", "lake/tables/shop.cart/files?partition=x", null, "partition is 'x'. It must be a date")]
    [InlineData("GET", "streams/shop.cart/events?cursor=x", null, "'x' is no cursor")]
    public async Task Endpoint_UnreadableRequest_Is400InWordsOfTheApi(string method, string path, string? body, string reason)
    {
        using var client = await portal.WithKeyAsync([.. Scopes.All]);
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), "/api/v1/" + path);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request, Stop);
        var detail = (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString()!;

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(reason, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("BlazorLake.", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(".NET", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_SayWhatToDo()
    {
        using var stranger = portal.Anonymous();
        using var reader = await portal.WithKeyAsync(Scopes.RulesRead);
        Assert.Contains("No API key was given", await DetailAsync(await stranger.GetAsync("/api/v1/rules", Stop)), StringComparison.Ordinal);
        Assert.Contains("the scope alerts:read", await DetailAsync(await reader.GetAsync("/api/v1/alerts", Stop)), StringComparison.Ordinal);
        Assert.Contains("/openapi/v1.json", await DetailAsync(await reader.GetAsync("/api/v1/nothing", Stop)), StringComparison.Ordinal);
        reader.DefaultRequestHeaders.Authorization = new("Bearer", "bl_wrong");
        Assert.Contains("unknown, or was revoked", await DetailAsync(await reader.GetAsync("/api/v1/rules", Stop)), StringComparison.Ordinal);
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer)
    {
        using (answer)
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString()!;
    }

    /// <summary>Every endpoint of the API with a path that fits it.</summary>
    private List<(HttpMethod Method, string Path, string Scope)> Endpoints()
    {
        var endpoints = (
            from endpoint in portal.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
            where path.StartsWith("/api/v1", StringComparison.Ordinal)
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            select (HttpMethod.Parse(method), Fill(endpoint), endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy!).Single(Scopes.All.Contains))).ToList();
        Assert.True(endpoints.Count > 5, "The API has more endpoints than that.");
        return endpoints;
    }

    private static string Fill(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { ParameterPolicies.Count: > 0 } => Guid.Empty.ToString(),
        _ => "shop.cart",
    }))));

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path) =>
        client.SendAsync(new HttpRequestMessage(method, path) { Content = method == HttpMethod.Get ? null : JsonContent.Create(new { }) }, Stop);
}
