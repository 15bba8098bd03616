using BlazorLake.Persistence;

namespace BlazorLake.Portal.Hosting;

/// <summary>The database: SQLite in the data folder, or PostgreSQL. Must be added before every other hosted service: nothing else starts before the schema is there.</summary>
internal static class PersistenceSetup
{
    public static void AddPersistence(this WebApplicationBuilder builder)
    {
        var settings = builder.Settings();
        builder.Services.AddPersistence(settings.Database, settings.DatabaseConnectionString);
        builder.Services.AddSingleton<DatabaseStart>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DatabaseStart>());
    }
}
