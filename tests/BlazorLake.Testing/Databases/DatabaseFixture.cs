using Xunit;

namespace BlazorLake.Testing.Databases;

/// <summary>Empty databases of both kinds on demand: PostgreSQL on the cluster that test.sh started, else on one of our own; SQLite in a temporary folder.</summary>
/// <remarks>Use as an assembly fixture: <c>[assembly: AssemblyFixture(typeof(DatabaseFixture))]</c>. PostgreSQL starts only when first asked for.</remarks>
public sealed class DatabaseFixture : IAsyncLifetime
{
    /// <summary>Set by test.sh: a connection string that may create databases.</summary>
    public const string PostgresVariable = "BLAZORLAKE_TEST_POSTGRES";

    private readonly TemporaryFolder _folder = new("sqlite");
    private readonly SemaphoreSlim _gate = new(1, 1);
    private PostgresCluster? _cluster;

    public static TheoryData<DatabaseProvider> Providers => [DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<TestDatabase> CreateAsync(DatabaseProvider provider, CancellationToken cancellationToken) =>
        provider == DatabaseProvider.Sqlite
            ? new TestDatabase(provider, $"Data Source={_folder.Combine($"{Guid.CreateVersion7():N}.db")}")
            : new TestDatabase(provider, await PostgresCluster.CreateDatabaseAsync(await FindClusterAsync(cancellationToken), cancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        _gate.Dispose();
        _folder.Dispose();
    }

    private async Task<string> FindClusterAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(PostgresVariable) is { Length: > 0 } connectionString)
            return connectionString;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            _cluster ??= await PostgresCluster.StartAsync(isDurable: false, cancellationToken);
            return _cluster.ConnectionString;
        }
        finally
        {
            _gate.Release();
        }
    }
}
