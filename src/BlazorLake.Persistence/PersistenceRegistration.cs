using System.Data.Common;
using BlazorLake.Domain.Access;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Streams;
using BlazorLake.Persistence.Access;
using BlazorLake.Persistence.Alerts;
using BlazorLake.Persistence.Databases;
using BlazorLake.Persistence.Evaluation;
using BlazorLake.Persistence.Rules;
using BlazorLake.Persistence.Streams;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorLake.Persistence;

public static class PersistenceRegistration
{
    /// <summary>The stores of one database, and its context for Identity; needs a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseKind kind, string connectionString)
    {
        // Identity's part of the model follows its options: version 3 has passkeys.
        services.Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddPooledDbContextFactory<BlazorLakeContext>(options => options.UseBlazorLake(kind, connectionString));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<BlazorLakeContext>>().CreateDbContext());
        services.AddSingleton<IRuleStore, RuleStore>();
        services.AddSingleton<IAlertStore, AlertStore>();
        services.AddSingleton<IAlertUpkeep, AlertUpkeep>();
        services.AddSingleton<IEvaluationStore, EvaluationStore>();
        services.AddSingleton<IStreamStore, StreamStore>();
        services.AddSingleton<IUnreadableMessageStore, UnreadableMessageStore>();
        services.AddSingleton<IApiKeyStore, ApiKeyStore>();
        services.AddSingleton<IAuditStore, AuditStore>();
        services.AddSingleton<DatabaseState>();
        return services;
    }

    /// <summary>The provider, and where its migrations are.</summary>
    private static DbContextOptionsBuilder UseBlazorLake(this DbContextOptionsBuilder options, DatabaseKind kind, string connectionString)
    {
        // Rows are few at a time and read by key: a query that sorts or limits without an order would be a bug.
        options.ConfigureWarnings(warnings => warnings.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
        return kind == DatabaseKind.Sqlite
            ? options.UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly("BlazorLake.Persistence.Sqlite")).AddInterceptors(SqliteConnectionSetup.Instance)
            : options.UseNpgsql(Prepared(connectionString), npgsql => npgsql.MigrationsAssembly("BlazorLake.Persistence.PostgreSql"));
    }

    /// <summary>Statements that come again are planned once; a connection string that speaks of it (a pooler between may need 0) is left as it is.</summary>
    private static string Prepared(string connectionString)
    {
        const string setting = "Max Auto Prepare";
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return parts.ContainsKey(setting) || parts.ContainsKey("MaxAutoPrepare") ? connectionString : $"{connectionString};{setting}=100";
    }
}
