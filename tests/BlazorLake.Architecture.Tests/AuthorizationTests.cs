using BlazorLake.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Architecture.Tests;

/// <summary>Nobody reaches anything by an oversight: each page and endpoint says who may.</summary>
public sealed class AuthorizationTests
{
    // Reachable by anyone, each for a reason: probes, what a browser needs before sign-in, and the way in itself.
    private static readonly string[] Open = ["/health", "/openapi", "/account", "/_framework", "/_content", "/_blazor", "/shared", "/metrics", "/error", "/not-found", "/setup", "/set-up", "/sign-in"];

    [Fact]
    public void Pages_EachSayWhoMaySeeThem()
    {
        var failures = Code.Types
            .Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false))
            .Where(type => !type.IsDefined(typeof(AuthorizeAttribute), inherit: true) && !type.IsDefined(typeof(AllowAnonymousAttribute), inherit: true))
            .Select(type => type.FullName!);
        Failures.None("A page carries [Authorize] or [AllowAnonymous].", failures);
    }

    [Fact]
    public void Pages_OpenToAnyone_AreTheWayIn()
    {
        var failures =
            from type in Code.Types
            where type.IsDefined(typeof(AllowAnonymousAttribute), inherit: true)
            from RouteAttribute route in type.GetCustomAttributes(typeof(RouteAttribute), inherit: false)
            where !IsOpen(route.Template)
            select $"{type.FullName} at {route.Template}";
        Failures.None($"Only {string.Join(", ", Open)} may be open.", failures);
    }

    [Fact]
    public void Endpoints_EachSayWhoMayCallThem()
    {
        using var folder = new TemporaryFolder("endpoints");
        using var portal = Start(folder);
        var failures = Endpoints(portal)
            .Where(endpoint => !IsOpen(endpoint.RoutePattern.RawText ?? "") && !IsAsset(endpoint))
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null)
            .Select(endpoint => $"{endpoint.RoutePattern.RawText} ({endpoint.DisplayName})");
        Failures.None("An endpoint requires authorization, or is one of the few that are open.", failures);
    }

    [Fact]
    public void Endpoints_OfTheApi_NameAScope()
    {
        using var folder = new TemporaryFolder("endpoints");
        using var portal = Start(folder);
        string[] scopes = ["events:write", "rules:read", "rules:write", "alerts:read", "alerts:write", "lake:read", "lake:write", "admin"];
        var failures = Endpoints(portal)
            .Where(endpoint => Path(endpoint).StartsWith("/api/v1", StringComparison.Ordinal))
            .Where(endpoint => !endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => scopes.Contains(data.Policy)))
            .Select(endpoint => endpoint.DisplayName!);
        Failures.None($"An endpoint of the API asks for one of {string.Join(' ', scopes)}.", failures);
    }

    private static WebApplicationFactory<Program> Start(TemporaryFolder folder) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.UseSetting("DataDirectory", folder.Path).UseSetting("urls", "http://127.0.0.1:0"));

    private static List<RouteEndpoint> Endpoints(WebApplicationFactory<Program> portal)
    {
        var endpoints = portal.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.NotEmpty(endpoints);
        return endpoints;
    }

    private static bool IsOpen(string route) => Open.Any(open => ("/" + route.TrimStart('/')).StartsWith(open, StringComparison.OrdinalIgnoreCase));

    private static string Path(RouteEndpoint endpoint) => "/" + (endpoint.RoutePattern.RawText ?? "").TrimStart('/');

    // In Development, MapStaticAssets adds a fall-back for files that were made after the build.
    private static bool IsAsset(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText == "{**path:file}" || endpoint.Metadata.Any(item => item.GetType().FullName!.Contains("StaticAsset", StringComparison.Ordinal));
}
