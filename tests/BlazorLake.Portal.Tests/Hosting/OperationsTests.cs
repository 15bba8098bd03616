using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorLake.Domain.Events;
using BlazorLake.Portal.Tests.Access;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorLake.Portal.Tests.Hosting;

/// <summary>What whoever runs it looks at: health, metrics, the API's description.</summary>
public sealed class OperationsTests(PortalApp portal) : IClassFixture<PortalApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_BrokerDoesNotAnswer_Is503AndNamesIt()
    {
        using var broken = new PortalApp(host => host.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<IEventTransport>(new DeadTransport()))));
        using var client = broken.Anonymous();
        using var ready = await client.GetAsync("/health/ready", Stop);
        var checks = (await ready.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("checks");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("The broker is away.", checks.GetProperty("broker").GetString());
        Assert.Equal("ok", checks.GetProperty("database").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Stop)).StatusCode);
    }

    [Fact]
    public async Task Metrics_AreInPrometheusText()
    {
        using var client = portal.Anonymous();
        using var answer = await client.GetAsync("/metrics", Stop);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("process_cpu_seconds_total", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_EachOperation_SaysWhoMayCallIt()
    {
        using var client = portal.Anonymous();
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Stop);
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(o => (Name: $"{o.Name} {path.Name}", o.Value))).ToList();

        Assert.NotEmpty(operations);
        Assert.Empty(operations.Where(o => !o.Value.TryGetProperty("security", out var security) || security.GetArrayLength() == 0).Select(o => o.Name));
        Assert.Empty(operations.Where(o => !o.Value.TryGetProperty("summary", out _)).Select(o => o.Name));
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey").GetProperty("scheme").GetString());
    }

    private sealed class DeadTransport : IEventTransport
    {
        public ValueTask<PublishOutcome> PublishAsync(EventBatch batch, CancellationToken cancellationToken) =>
            ValueTask.FromResult<PublishOutcome>(new PublishOutcome.Busy(TimeSpan.FromSeconds(1), "The broker is away."));

        public ValueTask<string?> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>("The broker is away.");
    }
}
