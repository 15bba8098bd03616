using System.Net;
using System.Net.Http.Headers;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Live;

namespace BlazorLake.Portal.Tests.Rules;

public sealed class RuleEndpointTests : IAsyncLifetime
{
    private const string Small = "{'name':'Large','stream':'shop.cart','match':{'field':'total','op':'gt','value':100.50},'tags':['x']}";

    private RulesApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await RulesApi.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Post_OfRule_SavesAndGivesItBackAsWritten()
    {
        var changes = 0;
        using var subscription = _api.Feed.Subscribe(change => changes += change is LiveChange.RulesChanged ? 1 : 0);
        var created = await _api.PostAsync("", Small);
        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal("\"1\"", created.ETag);
        Assert.Equal("/api/v1/rules/" + created.Text("id"), created.Location);
        Assert.Equal(1, changes);
        var found = await _api.GetAsync("/" + created.Text("id"));
        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Equal("\"1\"", found.ETag);
        Assert.Equal("application/json", found.MediaType);
        Assert.Equal("Large", found.Text("name"));
        Assert.Equal(1, found.Number("version"));
        Assert.Equal("enabled", found.Text("state"));
        Assert.Equal("When an event arrives on shop.cart where total is more than 100.50, alert with severity info.", found.Text("sentence"));
        Assert.Equal("100.50", found.Json.GetProperty("match").GetProperty("value").GetRawText());
        Assert.Equal("key:tests", found.Text("updatedBy"));
        Assert.EndsWith("Z", found.Text("createdAt"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("", 400)]
    [InlineData("[]", 422, "")]
    [InlineData("{}", 422, "/name", "/stream")]
    [InlineData("{'name':'r','stream':'s','state':'on'}", 422, "/state")]
    [InlineData("{'name':'r','stream':'s','match':{'any':[{'field':'a','op':'gt','value':'x'}]}}", 422, "/match/any/0/value")]
    [InlineData("{'name':'r','stream':'s','examples':[{'events':[{'a':1}],'fires':false}]}", 422, "/examples/0/fires")]
    public async Task Post_OfNoRule_SaysWhatIsWrong(string json, int status, params string[] pointers)
    {
        var answer = await _api.PostAsync("", json);
        Assert.Equal(status, (int)answer.Status);
        Assert.Equal("application/problem+json", answer.MediaType);
        if (status == 422)
            Assert.Equal(pointers, answer.Pointers);
        Assert.Empty((await _api.GetAsync("")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Post_OfTooLargeRule_Is413() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _api.PostAsync("", $"{{'name':'{new string('x', 1024 * 1024)}','stream':'s'}}")).Status);

    [Fact]
    public async Task Put_WithIfMatch_SavesOnlyOnThatVersion()
    {
        var id = (await _api.PostAsync("", Small)).Text("id");
        var saved = await _api.SendAsync(HttpMethod.Put, "/" + id, Small.Replace("Large", "Larger", StringComparison.Ordinal), "\"1\"");
        Assert.Equal((HttpStatusCode.OK, 2, "\"2\""), (saved.Status, saved.Number("version"), saved.ETag));
        var stale = await _api.SendAsync(HttpMethod.Put, "/" + id, Small, "\"1\"");
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal(2, stale.Number("currentVersion"));
        Assert.Equal(HttpStatusCode.Conflict, (await _api.SendAsync(HttpMethod.Put, "/" + id, Small, "\"abc\"")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.SendAsync(HttpMethod.Put, "/" + id, Small, "\"1")).Status);
        Assert.Equal("Larger", (await _api.GetAsync("/" + id)).Text("name"));
        Assert.Equal(3, (await _api.SendAsync(HttpMethod.Put, "/" + id, Small, "\"9\", W/\"2\"")).Number("version"));
        Assert.Equal(4, (await _api.SendAsync(HttpMethod.Put, "/" + id, Small, "*")).Number("version"));
        Assert.Equal(5, (await _api.SendAsync(HttpMethod.Put, "/" + id, Small)).Number("version"));
    }

    [Fact]
    public async Task Put_OfWhatGetGave_SavesTheSameRule()
    {
        var created = await _api.PostAsync("", Small);
        var saved = await _api.SendAsync(HttpMethod.Put, "/" + created.Text("id"), created.Json.GetRawText());
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal(created.Text("sentence"), saved.Text("sentence"));
        var versions = (await _api.GetAsync($"/{created.Text("id")}/versions")).Json.GetProperty("items");
        Assert.Empty(versions[0].GetProperty("changes").EnumerateArray());
    }

    [Fact]
    public async Task Rollback_ToAnOlderVersion_SavesItAsTheNewest()
    {
        var id = (await _api.PostAsync("", Small)).Text("id");
        await _api.SendAsync(HttpMethod.Put, "/" + id, Small.Replace("100.50", "200", StringComparison.Ordinal));
        var back = await _api.PostAsync($"/{id}/rollback", "{'version':1}");
        Assert.Equal((HttpStatusCode.OK, 3), (back.Status, back.Number("version")));
        Assert.Equal("100.50", back.Json.GetProperty("match").GetProperty("value").GetRawText());
        var versions = (await _api.GetAsync($"/{id}/versions?limit=2")).Json;
        Assert.Equal([3, 2], versions.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("version").GetInt32()));
        Assert.Equal("Condition changed: total is more than 100.50 → total is more than 200", versions.GetProperty("items")[1].GetProperty("changes")[0].GetString());
        var rest = (await _api.GetAsync($"/{id}/versions?cursor={versions.GetProperty("nextCursor").GetString()}")).Json;
        Assert.Equal(1, Assert.Single(rest.GetProperty("items").EnumerateArray()).GetProperty("version").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await _api.PostAsync($"/{id}/rollback", "{'version':9}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.PostAsync($"/{id}/rollback", "{'version':'x'}")).Status);
    }

    [Fact]
    public async Task States_AreSetAndTold()
    {
        var id = (await _api.PostAsync("", "{'name':'r','stream':'s','state':'disabled'}")).Text("id");
        Assert.Equal("disabled", (await _api.GetAsync("/" + id)).Text("state"));
        Assert.Equal("shadow", (await _api.SendAsync(HttpMethod.Post, $"/{id}/shadow")).Text("state"));
        Assert.Equal("enabled", (await _api.SendAsync(HttpMethod.Post, $"/{id}/enable")).Text("state"));
        var disabled = await _api.SendAsync(HttpMethod.Post, $"/{id}/disable");
        Assert.Equal(("disabled", 1), (disabled.Text("state"), disabled.Number("version")));
        Assert.Single((await _api.GetAsync("?state=disabled")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.GetAsync("?state=on")).Status);
    }

    [Fact]
    public async Task Delete_OfRule_RemovesIt()
    {
        var id = (await _api.PostAsync("", Small)).Text("id");
        Assert.Equal(HttpStatusCode.NoContent, (await _api.SendAsync(HttpMethod.Delete, "/" + id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync("/" + id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.SendAsync(HttpMethod.Delete, "/" + id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.SendAsync(HttpMethod.Put, "/" + id, Small)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.SendAsync(HttpMethod.Put, "/" + id, "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.SendAsync(HttpMethod.Post, $"/{id}/enable")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync($"/{id}/versions")).Status);
    }

    [Fact]
    public async Task Validate_OfAnyRule_SaysWhetherItCouldBeSaved()
    {
        var good = await _api.PostAsync("/validate", Small);
        Assert.True(good.Json.GetProperty("valid").GetBoolean());
        Assert.Empty(good.Pointers);
        Assert.StartsWith("When an event arrives", good.Text("sentence"), StringComparison.Ordinal);
        var bad = await _api.PostAsync("/validate", "{'name':'r','stream':'s','match':{'field':'a','op':'gtt','value':1}}");
        Assert.Equal(HttpStatusCode.OK, bad.Status);
        Assert.False(bad.Json.GetProperty("valid").GetBoolean());
        Assert.Equal(["/match/op"], bad.Pointers);
        Assert.Null(bad.Text("sentence"));
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.PostAsync("/validate", "{")).Status);
    }

    [Fact]
    public async Task Test_OfRuleOnEvents_SaysWhatItWouldDo()
    {
        var answer = await _api.PostAsync("/test", """
            {'rule':{'name':'r','stream':'s','match':{'field':'a','op':'gt','value':1},'key':['k']},'until':'2026-01-31T12:00:00Z',
            'events':[{'data':{'a':2,'k':'x'},'id':'e1','time':'2026-01-31T09:00:00Z'},{'data':{'a':0,'k':'x'}}]}
            """);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var results = answer.Json.GetProperty("results");
        Assert.Equal([true, false], results.EnumerateArray().Select(r => r.GetProperty("matched").GetBoolean()));
        Assert.Equal(0, results[1].GetProperty("explanation").GetProperty("actual").GetInt32());
        var occurrence = Assert.Single(answer.Json.GetProperty("occurrences").EnumerateArray());
        Assert.Equal("x", occurrence.GetProperty("key").GetProperty("k").GetString());
        Assert.Equal("2026-01-31T09:00:00Z", occurrence.GetProperty("at").GetString());
        Assert.Equal("e1", occurrence.GetProperty("eventIds")[0].GetString());
        Assert.Empty((await _api.GetAsync("")).Json.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("{}", "/rule", "/events")]
    [InlineData("{'rule':{'name':'r','stream':'s','key':7},'events':[{}],'until':'noon'}", "/rule/key", "/events/0/data", "/until")]
    public async Task Test_OfNoTest_SaysWhatIsWrong(string json, params string[] pointers)
    {
        var answer = await _api.PostAsync("/test", json);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(pointers, answer.Pointers);
    }

    [Fact]
    public async Task Everything_OfDeeplyNestedRule_Works()
    {
        const int Depth = 480;
        var match = string.Concat(Enumerable.Repeat("{'any':[", Depth)) + "{'field':'a','op':'exists'}" + string.Concat(Enumerable.Repeat("]}", Depth));
        var rule = $"{{'name':'deep','stream':'s','match':{match}}}";
        Assert.Equal(HttpStatusCode.Created, (await _api.PostAsync("", rule)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _api.GetAsync("")).Status);
        Assert.Single((await _api.PostAsync("/test", $"{{'rule':{rule},'events':[{{'data':{{'a':1}}}}]}}")).Json.GetProperty("occurrences").EnumerateArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.PostAsync("", $"{{'name':'deep','stream':'s','match':{match.Replace("{'field'", "{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'all':[{'field'", StringComparison.Ordinal)}}}")).Status);
    }

    [Theory]
    [InlineData("GET", "", Scopes.RulesWrite)]
    [InlineData("POST", "", Scopes.RulesRead)]
    [InlineData("PUT", "/0198c0de-0000-7000-8000-000000000000", Scopes.RulesRead)]
    [InlineData("DELETE", "/0198c0de-0000-7000-8000-000000000000", Scopes.RulesRead)]
    [InlineData("POST", "/0198c0de-0000-7000-8000-000000000000/enable", Scopes.RulesRead)]
    [InlineData("POST", "/0198c0de-0000-7000-8000-000000000000/rollback", Scopes.RulesRead)]
    [InlineData("POST", "/validate", Scopes.RulesWrite)]
    [InlineData("POST", "/test", Scopes.AlertsRead)]
    public async Task Call_WithOtherScope_Is403AndWithoutAny401(string method, string path, string scope)
    {
        _api.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Scopes", scope);
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.SendAsync(new HttpMethod(method), path, Small)).Status);
        _api.Client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.Unauthorized, (await _api.SendAsync(new HttpMethod(method), path, Small)).Status);
    }
}
