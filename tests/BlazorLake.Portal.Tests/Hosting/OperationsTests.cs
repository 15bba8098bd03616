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
        Assert.Equal("""{"status":"live"}""", await client.GetStringAsync("/health/live", Stop));
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

    [Fact]
    public async Task OpenApi_EachBodyAndAnswer_IsDescribed()
    {
        using var client = portal.Anonymous();
        var document = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Stop);
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var failures = new List<string>();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                var name = $"{operation.Name} {path.Name}";
                var takesBody = operation.Name == "put" || operation.Name == "post" && !Changes.Any(path.Name.EndsWith);
                if (takesBody != operation.Value.TryGetProperty("requestBody", out _))
                    failures.Add($"{name}: body");
                foreach (var answer in operation.Value.GetProperty("responses").EnumerateObject().Where(a => a.Name != "204"))
                {
                    if (!answer.Value.TryGetProperty("content", out var content) || content.EnumerateObject().Any(type => !type.Value.TryGetProperty("schema", out _)))
                        failures.Add($"{name}: {answer.Name}");
                }
            }
        }

        Assert.Empty(failures);
        Assert.DoesNotContain(References(document), reference => !schemas.TryGetProperty(reference, out _));
        Assert.False(schemas.TryGetProperty("JsonObject", out _), "Something is described as any JSON.");
        var publish = document.GetProperty("paths").GetProperty("/api/v1/streams/{stream}/events").GetProperty("post");
        Assert.Equal(
            ["application/json", "application/x-ndjson", "application/cloudevents+json", "application/cloudevents-batch+json"],
            publish.GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(type => type.Name));
        Assert.True(publish.GetProperty("responses").GetProperty("429").GetProperty("headers").TryGetProperty("Retry-After", out _));
    }

    // They say what to do by their path alone.
    private static readonly string[] Changes = ["/enable", "/disable", "/shadow", "/acknowledge", "/resolve"];

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == "$ref" ? [member.Value.GetString()!.Split('/')[^1]] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private sealed class DeadTransport : IEventTransport
    {
        public ValueTask<PublishOutcome> PublishAsync(EventBatch batch, CancellationToken cancellationToken) =>
            ValueTask.FromResult<PublishOutcome>(new PublishOutcome.Busy(TimeSpan.FromSeconds(1), "The broker is away."));

        public ValueTask<string?> CheckAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>("The broker is away.");
    }
}
