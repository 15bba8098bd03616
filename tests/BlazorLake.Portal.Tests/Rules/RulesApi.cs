using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Live;
using BlazorLake.Domain.Rules;
using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Features.Rules;
using BlazorLake.Portal.Hosting;
using BlazorLake.Testing.Fakes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BlazorLake.Portal.Tests.Rules;

/// <summary>The rules endpoints as the portal maps them, over HTTP, with rules in memory; the caller's scopes are in its Authorization header.</summary>
internal sealed class RulesApi : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RulesApi(WebApplication app, FakeLiveFeed feed)
    {
        _app = app;
        Feed = feed;
        Client = app.GetTestClient();
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Scopes", $"{Scopes.RulesRead}+{Scopes.RulesWrite}");
    }

    public HttpClient Client { get; }

    public FakeLiveFeed Feed { get; }

    public static async Task<RulesApi> StartAsync(CancellationToken cancellationToken)
    {
        var clock = new FakeTimeProvider(Samples.At);
        var feed = new FakeLiveFeed();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.AddApi();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IRuleStore>(new FakeRuleStore(clock));
        builder.Services.AddSingleton<ILiveFeed>(feed);
        builder.Services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        builder.Services.AddSingleton<RuleChanges>();
        builder.Services.AddAuthentication("Scopes").AddScheme<AuthenticationSchemeOptions, ScopesInHeader>("Scopes", null);
        var authorization = builder.Services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
            authorization.AddPolicy(scope, policy => policy.AddRequirements(new ScopeRequirement(scope)));
        var app = builder.Build();
        app.UseApiProblems();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapApi().MapRules();
        await app.StartAsync(cancellationToken);
        return new RulesApi(app, feed);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? json = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, new Uri("/api/v1/rules" + path, UriKind.Relative));
        if (json is not null)
            request.Content = new StringContent(json.Replace('\'', '"'), Encoding.UTF8, "application/json");
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var root = body.Length == 0 ? default : JsonElement.Parse(body, new JsonDocumentOptions { MaxDepth = 2_000 });
        return new Answer(response.StatusCode, root, response.Headers.ETag?.Tag, response.Content.Headers.ContentType?.MediaType, response.Headers.Location?.ToString());
    }

    public Task<Answer> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class ScopesInHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header))
                return Task.FromResult(AuthenticateResult.NoResult());
            var claims = (header.Parameter ?? "").Split('+').Select(s => new Claim(ScopeHandler.ScopeClaim, s)).Append(new Claim(ClaimTypes.Name, "key:tests"));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, "Scopes")), "Scopes")));
        }
    }
}

internal sealed record Answer(HttpStatusCode Status, JsonElement Json, string? ETag, string? MediaType, string? Location)
{
    public string? Text(string member) => Json.GetProperty(member).GetString();

    public int Number(string member) => Json.GetProperty(member).GetInt32();

    /// <summary>The pointers under <c>errors</c>.</summary>
    public IEnumerable<string> Pointers => Json.GetProperty("errors").EnumerateObject().Select(e => e.Name);
}
