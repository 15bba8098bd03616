using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Features.Streams;

namespace BlazorLake.Portal.Hosting;

/// <summary>Streams: publishing over HTTP (role Ingest), their description (role Portal), and their profiles (role Rules).</summary>
internal static class StreamsSetup
{
    public static void AddStreams(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<IngestOptions>().BindConfiguration(IngestOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IngestGate>();
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<StreamSettingsCache>();
        services.AddSingleton<EventIngest>();
        services.AddSingleton<StreamProfiler>();
        if (builder.Settings().Has(PortalRoles.Rules))
            services.AddHostedService<StreamProfileWriter>();
    }

    public static void MapStreams(this RouteGroupBuilder api, PortalSettings settings)
    {
        if (settings.Has(PortalRoles.Ingest))
            api.MapIngest();
        if (settings.Has(PortalRoles.Portal))
            StreamsEndpoints.MapStreams(api);
    }
}
