using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Hosting;
using BlazorLake.Testing;
using BlazorLake.Testing.Fakes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorLake.Portal.Tests.Streams;

/// <summary>The streams' endpoints behind a real Kestrel on a free port; transport and store in memory, one caller with all scopes.</summary>
internal sealed class StreamsHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new("streams");
    private readonly WebApplication _app;

    private StreamsHost(string[] settings)
    {
        var builder = PortalHost.CreateBuilder(["--urls=http://127.0.0.1:0", $"--DataDirectory={_folder.Path}", .. settings]);
        builder.Logging.ClearProviders();
        builder.AddApi();
        builder.AddStreams();
        builder.Services.AddSingleton<IEventTransport>(Transport);
        builder.Services.AddSingleton<IStreamStore>(Store);
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, AllScopes>("test", null);
        builder.Services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationHandler, ScopeHandler>();
        var authorization = builder.Services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
            authorization.AddPolicy(scope, policy => policy.AddRequirements(new ScopeRequirement(scope)));
        _app = builder.Build();
        _app.UseApiProblems();
        _app.MapApi().MapStreams(builder.Settings());
    }

    public FakeEventTransport Transport { get; } = new();

    public FakeStreamStore Store { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public static async Task<StreamsHost> StartAsync(params string[] settings)
    {
        var host = new StreamsHost(settings);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        var address = host._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        host.Client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(address) };
        return host;
    }

    /// <summary>Posts <paramref name="body"/> to a stream.</summary>
    public Task<HttpResponseMessage> PostAsync(byte[] body, string? contentType, string stream = "shop.cart", string? encoding = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/streams/{stream}/events", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class AllScopes(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity([.. Scopes.All.Select(s => new Claim(ScopeHandler.ScopeClaim, s)), new Claim(ClaimTypes.Name, "tester")], "test")),
            Scheme.Name)));
    }
}
