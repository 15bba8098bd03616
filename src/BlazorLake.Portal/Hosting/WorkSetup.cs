using BlazorLake.Portal.Features.Access;
using BlazorLake.Portal.Features.Alerts;
using BlazorLake.Portal.Features.Events;
using BlazorLake.Portal.Features.Rules;

namespace BlazorLake.Portal.Hosting;

/// <summary>What the pages that people work in need: streams, rules, alerts.</summary>
internal static class WorkSetup
{
    public static void AddWork(this IServiceCollection services)
    {
        services.AddScoped<CurrentUser>();
        services.AddScoped<PickedEvent>();
        services.AddSingleton<AlertChanges>();
        services.AddSingleton<RuleChanges>();
        services.AddSingleton<RuleSaving>();
    }
}
