using System.Net.Http.Json;
using System.Text.Json;
using BlazorLake.Benchmarks.Loads;
using BlazorLake.Testing;
using BlazorLake.Testing.Portal;

namespace BlazorLake.Benchmarks.Measures;

/// <summary>How far the rules and the lake have come, as the public API says.</summary>
internal sealed class Progress(PortalProcess portal) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly HttpClient _client = portal.CreateClient();

    public async Task<long> EvaluatedAsync(CancellationToken cancellationToken) =>
        await NumberAsync($"api/v1/streams/{Payload.Stream}", "eventCount", cancellationToken);

    public async Task<long> InLakeAsync(CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync(new Uri("api/v1/lake/tables", UriKind.Relative), cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}\n{portal.Process.Output}");
        var tables = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return tables.GetProperty("items").EnumerateArray()
            .Where(table => Name(table) == Payload.Stream)
            .Select(table => table.GetProperty("rows").GetInt64())
            .SingleOrDefault();
    }

    public Task ReachesAsync(long count, CancellationToken cancellationToken) => Eventually.TrueAsync(
        async () => await EvaluatedAsync(cancellationToken) >= count && await InLakeAsync(cancellationToken) >= count, cancellationToken, Patience, "rules and lake have every event");

    public void Dispose() => _client.Dispose();

    private static string? Name(JsonElement table) => (table.TryGetProperty("stream", out var stream) ? stream : table.GetProperty("name")).GetString();

    private async Task<long> NumberAsync(string path, string property, CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (!answer.IsSuccessStatusCode)
            return 0;
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return body.GetProperty(property).GetInt64();
    }
}
