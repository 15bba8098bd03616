namespace BlazorLake.Benchmarks;

/// <summary>The same HTTP batches, over RabbitMQ and PostgreSQL.</summary>
internal static class BatchesRabbitMq
{
    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        await using var bench = await Bench.StartAsync(cancellationToken);
        await Bench.AddRulesAsync(bench.Portal, cancellationToken);
        await ThroughputEmbedded.MeasureAsync(bench.Portal, settings, 20_000, cancellationToken);
    }
}
