using BlazorLake.Domain.Access;
using BlazorLake.Persistence.Databases;
using BlazorLake.Pipeline.Jobs;
using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;

namespace BlazorLake.Portal.Hosting;

/// <summary>Hangfire: schedules what is done now and then. Its own state may be lost at any time; what is true is in the database.</summary>
internal static class JobsSetup
{
    private const string Dashboard = "/hangfire";

    public static void AddJobs(this WebApplicationBuilder builder)
    {
        var settings = builder.Settings();
        builder.Services.AddSingleton<ForgetKeysJob>();
        builder.Services.AddSingleton<AlertUpkeepJob>();
        builder.Services.AddHangfire(hangfire =>
        {
            hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            if (settings.Database == DatabaseKind.PostgreSql)
                hangfire.UsePostgreSqlStorage(postgres => postgres.UseNpgsqlConnection(settings.DatabaseConnectionString), new PostgreSqlStorageOptions { SchemaName = "hangfire" });
            else
                hangfire.UseInMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(6) });
        });
        if (!settings.Has(PortalRoles.Jobs))
            return;
        builder.Services.AddHangfireServer(server =>
        {
            server.WorkerCount = 2;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(15);
        });
        builder.Services.AddHostedService<JobSchedule>();
    }

    /// <summary>For administrators, by the portal's own authorization.</summary>
    public static void MapJobs(this WebApplication app) => app.MapHangfireDashboard(Dashboard, new DashboardOptions
    {
        Authorization = [],
        AppPath = PortalUrls.Home,
        DashboardTitle = "BlazorLake jobs",
        DisplayStorageConnectionString = false,
    }).RequireAuthorization(UserRoles.Administrator);

    private sealed class JobSchedule(IRecurringJobManager jobs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            jobs.AddOrUpdate<ForgetKeysJob>("forget-evaluation-keys", job => job.RunAsync(CancellationToken.None), Cron.Hourly);
            jobs.AddOrUpdate<AlertUpkeepJob>("alert-upkeep", job => job.RunAsync(CancellationToken.None), Cron.Minutely);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
