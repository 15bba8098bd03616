using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Rules.EventBridge;

namespace BlazorLake.Portal.Tests.Rules;

public sealed class RuleImportEndpointTests : IAsyncLifetime
{
    private const string Path = "/import/eventbridge";

    private RulesApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await RulesApi.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Import_OfPattern_GivesARuleThatCanBeSaved()
    {
        var answer = await _api.PostAsync(Path, "{'name':'Paid','stream':'shop.orders','pattern':{'account':['1'],'detail':{'state':['paid'],'total':[{'numeric':['>',100]}]}}}");
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal("When an event arrives on shop.orders where state is paid and total is more than 100, alert with severity info.", answer.Text("sentence"));
        Assert.Empty(answer.Pointers);
        var note = Assert.Single(answer.Json.GetProperty("notes").EnumerateArray());
        Assert.Equal(("/account", "leftOut"), (note.GetProperty("pointer").GetString(), note.GetProperty("kind").GetString()));
        Assert.StartsWith("'account' is left out", note.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty((await _api.GetAsync("")).Json.GetProperty("items").EnumerateArray());

        var saved = await _api.PostAsync("", answer.Json.GetProperty("rule").GetRawText());
        Assert.Equal((HttpStatusCode.Created, "Paid"), (saved.Status, saved.Text("name")));
    }

    [Fact]
    public async Task Import_WithoutStreamAndOfText_LeavesTheStreamToTheWriter()
    {
        var answer = await _api.PostAsync(Path, JsonSerializer.Serialize(new { pattern = """{"detail":{"it's":["paid"]}}""" }).Replace("\\u0027", "x", StringComparison.Ordinal));
        var rule = answer.Json.GetProperty("rule");
        Assert.False(rule.TryGetProperty("stream", out _));
        Assert.Equal("Imported from EventBridge", rule.GetProperty("name").GetString());
        Assert.Equal("itxs", rule.GetProperty("match").GetProperty("field").GetString());
    }

    [Fact]
    public async Task Import_OfPatternWithErrors_NamesThemByPlaceInThePattern()
    {
        var answer = await _api.PostAsync(Path, "{'pattern':{'detail':{'a':[{'prefx':'x'}],'b':[]}}}");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("rule").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("sentence").ValueKind);
        Assert.Equal(["/detail/a/0/prefx", "/detail/b"], answer.Pointers);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 422, "")]
    [InlineData("{}", 422, "/pattern")]
    [InlineData("{'pattern':null}", 422, "/pattern")]
    [InlineData("{'pattern':{},'stream':'A B'}", 422, "/stream")]
    [InlineData("{'pattern':{},'name':' '}", 422, "/name")]
    [InlineData("{'pattern':{},'name':5,'stream':5}", 422, "/stream", "/name")]
    [InlineData("{'pattern':5}", 200, "")]
    [InlineData("{'pattern':'{'}", 200, "")]
    public async Task Import_OfSomethingElse_SaysWhatIsWrong(string json, int status, params string[] pointers)
    {
        var answer = await _api.PostAsync(Path, json);
        Assert.Equal(status, (int)answer.Status);
        if (status != 400)
            Assert.Equal(pointers, answer.Pointers);
    }

    [Fact]
    public async Task Import_OfTooMuch_Is413OrAnError()
    {
        var larger = await _api.PostAsync(Path, $"{{'pattern':{{'detail':{{'a':['{new string('x', EventBridgeLimits.PatternBytes)}']}}}}}}");
        Assert.Equal([""], larger.Pointers);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _api.PostAsync(Path, $"{{'pattern':'{new string('x', 3 * EventBridgeLimits.PatternBytes)}'}}")).Status);
    }

    [Theory]
    [InlineData(Scopes.RulesRead, HttpStatusCode.OK)]
    [InlineData(Scopes.AlertsRead, HttpStatusCode.Forbidden)]
    public async Task Import_NeedsTheScopeToReadRules(string scope, HttpStatusCode expected)
    {
        _api.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Scopes", scope);
        Assert.Equal(expected, (await _api.PostAsync(Path, "{'pattern':{'detail':{'a':['x']}}}")).Status);
    }
}
