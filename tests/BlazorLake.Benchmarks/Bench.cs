using System.Text;
using BlazorLake.Benchmarks.Loads;
using BlazorLake.Testing.Brokers;
using BlazorLake.Testing.Databases;
using BlazorLake.Testing.Portal;
using Npgsql;

namespace BlazorLake.Benchmarks;

/// <summary>A portal on its own RabbitMQ node and its own durable PostgreSQL.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly RabbitMqNode _broker;
    private readonly PostgresCluster _cluster;

    private Bench(RabbitMqNode broker, PostgresCluster cluster, PortalProcess portal) => (_broker, _cluster, Portal) = (broker, cluster, portal);

    public PortalProcess Portal { get; }

    public Uri Broker => _broker.Uri;

    public string Database => _cluster.ConnectionString;

    public static async Task<Bench> StartAsync(CancellationToken cancellationToken)
    {
        var broker = await RabbitMqNode.StartAsync(cancellationToken);
        var cluster = await PostgresCluster.StartAsync(isDurable: true, cancellationToken);
        var database = new TestDatabase(DatabaseProvider.PostgreSql, new NpgsqlConnectionStringBuilder(cluster.ConnectionString).ConnectionString);
        return new Bench(broker, cluster, await PortalProcess.StartAsync(PortalSettings.Connected(broker.Uri, database), cancellationToken));
    }

    public static Task AddRulesAsync(PortalProcess portal, CancellationToken cancellationToken) => AddRulesAsync(portal, 100, cancellationToken);

    public static async Task AddRulesAsync(PortalProcess portal, int count, CancellationToken cancellationToken)
    {
        using var client = portal.CreateClient();
        for (var number = 0; number < count; number++)
        {
            using var content = new StringContent(Payload.Rule(number), Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("api/v1/rules", UriKind.Relative), content, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await _broker.DisposeAsync();
        await _cluster.DisposeAsync();
    }
}
