using BlazorLake.Domain.Events;
using BlazorLake.Domain.Live;
using BlazorLake.Pipeline.Deliveries;
using BlazorLake.Pipeline.Evaluation;
using BlazorLake.Pipeline.Journal;
using BlazorLake.Pipeline.Lake;
using BlazorLake.Pipeline.Live;
using BlazorLake.Pipeline.Poison;
using BlazorLake.Pipeline.RabbitMq;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorLake.Pipeline;

/// <summary>Wires transport, consumers and live feed; the stores, the lake, <see cref="TimeProvider"/> and the options are the caller's to register.</summary>
public static class PipelineRegistration
{
    private const string RulesConsumer = "rules";
    private const string LakeConsumer = "lake";

    /// <summary>The embedded pipeline over an <see cref="IEventJournal"/>: one process at a time consumes, another takes over when it ends.</summary>
    public static void AddJournalPipeline(this IServiceCollection services, PipelineWork work, string dataDirectory)
    {
        services.AddCommon();
        services.AddSingleton<ILiveFeed>(p => p.GetRequiredService<InProcessLiveFeed>());
        services.AddSingleton<IEventWatchers>(p => p.GetRequiredService<InProcessLiveFeed>());
        services.AddSingleton<IErrorQueue, NoErrorQueue>();
        services.AddSingleton<IUnreadableMessageRedrive, JournalRedrive>();
        services.AddSingleton<IEventBacklog, JournalBacklog>();
        if (work.HasFlag(PipelineWork.Rules))
            services.AddHostedService(p => p.Runner<RulesRunner>(p.JournalPlace(dataDirectory, RulesConsumer), p.GetRequiredService<PipelineHealth>().Rules));
        if (work.HasFlag(PipelineWork.Lake))
            services.AddHostedService(p => p.Runner<LakeRunner>(p.JournalPlace(dataDirectory, LakeConsumer), p.GetRequiredService<PipelineHealth>().Lake));
    }

    /// <summary>The pipeline over RabbitMQ: any number of processes publish and consume.</summary>
    public static void AddBrokerPipeline(this IServiceCollection services, PipelineWork work, string dataDirectory)
    {
        services.AddCommon();
        services.AddSingleton<BrokerConnection>();
        services.AddHostedService(p => p.GetRequiredService<BrokerConnection>());
        services.AddSingleton<IEventTransport, RabbitMqTransport>();
        services.AddSingleton<MessageIntake>();
        services.AddSingleton<StreamWatcher>();
        services.AddSingleton<RabbitMqLiveFeed>();
        services.AddSingleton<ILiveFeed>(p => p.GetRequiredService<RabbitMqLiveFeed>());
        services.AddSingleton<IEventWatchers, NoEventWatchers>();
        services.AddSingleton<BrokerErrorQueue>();
        services.AddSingleton<IErrorQueue>(p => p.GetRequiredService<BrokerErrorQueue>());
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<IUnreadableMessageRedrive, BrokerRedrive>();
        services.AddSingleton<IEventBacklog, BrokerBacklog>();
        // Before the connection starts: they listen with its first session.
        services.AddHostedService<ListenersStart>();
        services.AddConsumers(work, dataDirectory);
    }

    private static void AddConsumers(this IServiceCollection services, PipelineWork work, string dataDirectory)
    {
        if (work == PipelineWork.None)
            return;
        var rules = work.HasFlag(PipelineWork.Rules) ? new BrokerSource() : null;
        var lake = work.HasFlag(PipelineWork.Lake) ? new BrokerSource() : null;
        // Before the endpoints, so that they stop after them and what the endpoints hold can still be finished.
        if (rules is not null)
            services.AddHostedService(p => p.Runner<RulesRunner>(BrokerPlace(rules, dataDirectory, RulesConsumer), p.GetRequiredService<PipelineHealth>().Rules));
        if (lake is not null)
            services.AddHostedService(p => p.Runner<LakeRunner>(BrokerPlace(lake, dataDirectory, LakeConsumer), p.GetRequiredService<PipelineHealth>().Lake));
        services.AddReceiveEndpoints(rules, lake);
    }

    private static void AddCommon(this IServiceCollection services)
    {
        services.AddSingleton(p => new PipelineHealth(p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<InProcessLiveFeed>();
        services.AddSingleton<StreamTimeFields>();
        services.AddSingleton<EvaluationFollowUp>();
        services.AddSingleton<CurrentRules>();
        services.AddSingleton<SetAsideEvents>();
    }

    private static T Runner<T>(this IServiceProvider services, ConsumerPlace place, HandlerState state)
        where T : IHostedService => ActivatorUtilities.CreateInstance<T>(services, place, state);

    private static ConsumerPlace JournalPlace(this IServiceProvider services, string dataDirectory, string consumer) => new(
        new JournalSource(services.GetRequiredService<IEventJournal>(), consumer, services.GetRequiredService<TimeProvider>()),
        Path.Combine(dataDirectory, "seen", consumer),
        Path.Combine(dataDirectory, $"{consumer}.lock"));

    private static ConsumerPlace BrokerPlace(BrokerSource source, string dataDirectory, string consumer) =>
        new(source, Path.Combine(dataDirectory, "seen", consumer), null);
}
