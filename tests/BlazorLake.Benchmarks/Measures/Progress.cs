using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorLake.Benchmarks.Loads;
using BlazorLake.Testing.Portal;

namespace BlazorLake.Benchmarks.Measures;

/// <summary>How far the rules and the lake have come, as the public API says.</summary>
internal sealed class Progress(PortalProcess portal) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    // Rarely: asking costs the portal, too.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

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

    public async Task ReachesAsync(long count, CancellationToken cancellationToken)
    {
        await ReachesAsync(EvaluatedAsync, count, cancellationToken);
        await ReachesAsync(InLakeAsync, count, cancellationToken);
    }

    /// <summary>The first reading that is at least <paramref name="count"/>.</summary>
    public static async Task<long> ReachesAsync(Func<CancellationToken, Task<long>> reading, long count, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await reading(cancellationToken) is var reached && reached >= count)
                return reached;
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"At {reached} of {count} after {Patience.TotalMinutes:0} min.");
            await Task.Delay(Pause, cancellationToken);
        }
    }

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
