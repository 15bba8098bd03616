using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Pipeline.RabbitMq;

/// <summary>The receive endpoints of the two work queues.</summary>
internal static class ReceiveEndpoints
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(15);

    public static void AddReceiveEndpoints(this IServiceCollection services, BrokerSource? rules, BrokerSource? lake)
    {
        services.AddMassTransit(bus => bus.UsingRabbitMq((context, rabbit) =>
        {
            var options = context.GetRequiredService<BrokerOptions>();
            var intake = context.GetRequiredService<MessageIntake>();
            rabbit.Host(options.Uri!, "blazorlake worker", _ => { });
            if (rules is not null)
                rabbit.ReceiveEndpoint(BrokerTopology.RulesQueue, e => Configure(e, options, rules, options.RulesPrefetch, new EvaluateRulesConsumer(rules, intake)));
            if (lake is not null)
                rabbit.ReceiveEndpoint(BrokerTopology.LakeQueue, e => Configure(e, options, lake, options.LakePrefetch, new AppendToLakeConsumer(lake, intake)));
        }));
        // The library would report how it is used to its makers; that is nobody's business.
        services.Configure<UsageTelemetryOptions>(telemetry => telemetry.Enabled = false);
        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            // The portal starts, and says so at /health/ready, also while the broker is away.
            host.WaitUntilStarted = false;
            host.StopTimeout = StopWithin;
            host.ConsumerStopTimeout = StopWithin;
        });
    }

    private static void Configure(IRabbitMqReceiveEndpointConfigurator endpoint, BrokerOptions options, BrokerSource source, int prefetch, QueueConsumer consumer)
    {
        source.Prefetch = prefetch;
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PublishFaults = false;
        endpoint.PrefetchCount = prefetch;
        endpoint.Durable = true;
        foreach (var (name, value) in BrokerTopology.WorkQueueArguments(options))
            endpoint.SetQueueArgument(name, value);
        endpoint.ConfigureReceive(pipe => pipe.UseFilter(consumer));
    }
}
