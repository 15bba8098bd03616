using BlazorLake.Domain.Access;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Streams;
using BlazorLake.Persistence.Databases;
using BlazorLake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

[assembly: AssemblyFixture(typeof(DatabaseFixture))]

namespace BlazorLake.Persistence.Tests;

/// <summary>A migrated database of either kind, with its stores and a clock that stands still.</summary>
public abstract class PersistenceTest(DatabaseFixture databases) : IAsyncDisposable
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private ServiceProvider? _services;

    public static TheoryData<DatabaseProvider> Providers => DatabaseFixture.Providers;

    protected FakeTimeProvider Clock { get; } = new(Noon);

    protected IEvaluationStore Evaluation => Get<IEvaluationStore>();

    protected IAlertStore Alerts => Get<IAlertStore>();

    protected IStreamStore Streams => Get<IStreamStore>();

    protected IUnreadableMessageStore Unreadable => Get<IUnreadableMessageStore>();

    protected IApiKeyStore ApiKeys => Get<IApiKeyStore>();

    protected IAuditStore Audit => Get<IAuditStore>();

    protected IRuleStore Rules => Get<IRuleStore>();

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected async Task StartAsync(DatabaseProvider provider)
    {
        await StartEmptyAsync(provider);
        await Get<DatabaseState>().MigrateAsync(Stop);
    }

    /// <summary>Without any table yet.</summary>
    protected async Task StartEmptyAsync(DatabaseProvider provider)
    {
        var database = await databases.CreateAsync(provider, Stop);
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddPersistence(Enum.Parse<DatabaseKind>(database.Provider.ToString()), database.ConnectionString)
            .BuildServiceProvider();
    }

    protected T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    internal Task<SqlSession> OpenAsync() => SqlSession.OpenAsync(Get<IDbContextFactory<BlazorLakeContext>>(), Stop);

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
