using System.Diagnostics;
using BlazorLake.Benchmarks.Loads;
using BlazorLake.Benchmarks.Measures;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace BlazorLake.Benchmarks;

/// <summary>A full quorum queue: how fast the portal empties it, against a bare client that does nothing else. Both are timed over the second half: a worker that has just started spends the first on compiling itself.</summary>
internal static class DrainRabbitMq
{
    private const string BareQueue = "bench.bare";
    private const int Messages = 600_000;
    private const int WarmUp = Messages / 2;

    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        await using var bench = await Bench.StartAsync(cancellationToken);
        await Bench.AddRulesAsync(bench.Portal, cancellationToken);
        await bench.Portal.StopAsync(cancellationToken);
        await BindBareQueueAsync(bench.Broker, cancellationToken);
        await BrokerLoad.PublishAsync(bench.Broker, published => published < Messages, rate: null, cancellationToken);

        var bare = await DrainBareAsync(bench.Broker, cancellationToken);
        Report.Number("bare client", bare, "messages/s");
        var rules = await DrainAsync(bench, "Portal,Rules", "rules", progress => progress.EvaluatedAsync, cancellationToken);
        await DrainAsync(bench, "Portal,Lake", "lake", progress => progress.InLakeAsync, cancellationToken);
        Report.AtLeast("rules queue against the bare client", rules / bare * 100, 40, "%");
    }

    /// <summary>By a worker that has only this queue, as the bare client has.</summary>
    private static async Task<double> DrainAsync(Bench bench, string roles, string queue, Func<Progress, Func<CancellationToken, Task<long>>> count, CancellationToken cancellationToken)
    {
        await bench.Portal.StartAgainAsync(cancellationToken, ("Roles", roles));
        using var progress = new Progress(bench.Portal);
        var first = await Progress.ReachesAsync(count(progress), WarmUp, cancellationToken);
        var watch = Stopwatch.StartNew();
        var processor = bench.Portal.Process.ProcessorTime;
        var drained = await Progress.ReachesAsync(count(progress), Messages, cancellationToken) - first;
        var rate = drained / watch.Elapsed.TotalSeconds;
        Report.Number($"{queue} queue", rate, "messages/s");
        Report.Number($"{queue}: the portal's processor time per message", (bench.Portal.Process.ProcessorTime - processor).TotalMicroseconds / drained, "µs");
        await bench.Portal.StopAsync(cancellationToken);
        return rate;
    }

    private static async Task BindBareQueueAsync(Uri broker, CancellationToken cancellationToken)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.QueueDeclareAsync(BareQueue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
        await channel.QueueBindAsync(BareQueue, "blazorlake.events", "#", cancellationToken: cancellationToken);
    }

    private static async Task<double> DrainBareAsync(Uri broker, CancellationToken cancellationToken)
    {
        const ushort prefetch = 500;
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await channel.BasicQosAsync(0, prefetch, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        var done = new TaskCompletionSource();
        var received = 0;
        var watch = new Stopwatch();
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            if (++received == WarmUp)
                watch.Restart();
            if (received % (prefetch / 5) == 0 || received == Messages)
                await channel.BasicAckAsync(delivery.DeliveryTag, multiple: true, cancellationToken);
            if (received == Messages)
                done.SetResult();
        };
        await channel.BasicConsumeAsync(BareQueue, autoAck: false, consumer, cancellationToken);
        await done.Task.WaitAsync(cancellationToken);
        var rate = (Messages - WarmUp) / watch.Elapsed.TotalSeconds;
        await channel.QueueDeleteAsync(BareQueue, cancellationToken: cancellationToken);
        return rate;
    }
}
