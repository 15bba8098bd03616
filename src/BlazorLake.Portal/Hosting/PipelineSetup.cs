using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Persistence.Journal;
using BlazorLake.Pipeline;
using BlazorLake.Pipeline.RabbitMq;
using Microsoft.Extensions.Options;

namespace BlazorLake.Portal.Hosting;

/// <summary>Transport, consumers and live feed, by <c>Broker:Transport</c> and <c>Roles</c>.</summary>
internal static class PipelineSetup
{
    private const string Section = "Broker";

    public static void AddPipeline(this WebApplicationBuilder builder)
    {
        var settings = builder.Settings();
        var services = builder.Services;
        var work = (settings.Has(PortalRoles.Rules) ? PipelineWork.Rules : PipelineWork.None) | (settings.Has(PortalRoles.Lake) ? PipelineWork.Lake : PipelineWork.None);
        services.AddSingleton(p => p.GetRequiredService<IOptions<LakeOptions>>().Value);
        if (settings.Broker == BrokerKind.RabbitMQ)
        {
            services.AddChecked<BrokerOptions>();
            services.AddBrokerPipeline(work, settings.DataDirectory);
            return;
        }
        services.AddChecked<JournalOptions>();
        services.AddSingleton(p => new EventJournal(
            Path.Combine(settings.DataDirectory, "journal.db"),
            p.GetRequiredService<JournalOptions>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<EventJournal>>()));
        services.AddSingleton<IEventTransport>(p => p.GetRequiredService<EventJournal>());
        services.AddSingleton<IEventJournal>(p => p.GetRequiredService<EventJournal>());
        services.AddJournalPipeline(work, settings.DataDirectory);
    }

    private static void AddChecked<T>(this IServiceCollection services)
        where T : class
    {
        services.AddOptions<T>().BindConfiguration(Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(p => p.GetRequiredService<IOptions<T>>().Value);
    }
}
