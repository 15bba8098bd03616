using System.Diagnostics;
using System.Globalization;
using System.Text;
using BlazorLake.Benchmarks.Loads;
using Microsoft.Playwright;
using RabbitMQ.Client;

namespace BlazorLake.Benchmarks;

/// <summary>1,000 events/s over RabbitMQ: from publishing to the alert standing in another browser's inbox, by the clock of one machine.</summary>
internal static class LatencyRabbitMq
{
    private const int EventsPerSecond = 1_000;
    private const int EventsPerAlert = 200;

    // The page notes when it first sees each alert's title, looking only at what changed: nothing is asked of the server, and no layout is forced.
    private const string Observer = """
        () => {
          window.seen = {};
          const look = text => { for (const found of text.matchAll(/latency-(\d+)/g)) window.seen[found[1]] ??= performance.timeOrigin + performance.now(); };
          new MutationObserver(changes => { for (const change of changes) { look(change.target.nodeType === 3 ? change.target.data : ""); for (const node of change.addedNodes) look(node.textContent ?? ""); } })
            .observe(document.body, { subtree: true, childList: true, characterData: true });
        }
        """;

    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        await using var bench = await Bench.StartAsync(cancellationToken);
        using (var client = bench.Portal.CreateClient())
        {
            const string rule = """{"name":"Latency","stream":"bench.latency","severity":"critical","match":{"field":"alert","op":"eq","value":true},"key":["n"],"message":{"title":"latency-{{ data.n }}","body":""}}""";
            using var content = new StringContent(rule, Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("api/v1/rules", UriKind.Relative), content, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(Chrome.Options);
        var page = await browser.NewPageAsync();
        await page.SignInAsync(bench.Portal, "/alerts");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.EvaluateAsync(Observer);

        var sent = await PublishAsync(bench.Broker, settings.Duration, cancellationToken);
        await page.WaitForFunctionAsync("count => Object.keys(window.seen).length >= count", sent.Count, new PageWaitForFunctionOptions { Timeout = 10_000 });
        var seen = await page.EvaluateAsync<Dictionary<string, double>>("() => window.seen");
        // The first alerts pay for compilation; a page that was open for a second does not.
        var latencies = sent.Skip(5).Select(alert => seen[alert.Key.ToString(CultureInfo.InvariantCulture)] - alert.Value).ToList();
        Report.AtMost("event to alert in the browser, p50", Report.Percentile(latencies, 0.5), 30, "ms");
        Report.AtMost("event to alert in the browser, p99", Report.Percentile(latencies, 0.99), 150, "ms");
        Report.Number("alerts measured", latencies.Count, "");
    }

    private static async Task<Dictionary<int, double>> PublishAsync(Uri broker, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var properties = new BasicProperties { ContentType = "application/json", DeliveryMode = DeliveryModes.Persistent };
        var filler = Encoding.UTF8.GetString(Payload.Event(1));
        var sent = new Dictionary<int, double>();
        var watch = Stopwatch.StartNew();
        var started = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (var number = 0; watch.Elapsed < duration; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / EventsPerSecond);
            if (due - watch.Elapsed > TimeSpan.FromMilliseconds(1))
                await Task.Delay(due - watch.Elapsed, cancellationToken);
            var alert = number % EventsPerAlert == 0;
            var body = string.Create(CultureInfo.InvariantCulture, $$"""{"n":{{number}},"alert":{{(alert ? "true" : "false")}},"cart":{{filler}}}""");
            properties.MessageId = "l" + number.ToString(CultureInfo.InvariantCulture);
            if (alert)
                sent[number] = started + watch.Elapsed.TotalMilliseconds;
            await channel.BasicPublishAsync("blazorlake.events", "bench.latency", mandatory: true, properties, Encoding.UTF8.GetBytes(body), cancellationToken);
        }

        return sent;
    }
}
