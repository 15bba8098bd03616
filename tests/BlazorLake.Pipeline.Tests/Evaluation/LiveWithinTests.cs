using System.Diagnostics;
using BlazorLake.Domain.Rules;
using BlazorLake.Domain.Rules.Reading;
using BlazorLake.Persistence;
using BlazorLake.Persistence.Databases;
using BlazorLake.Pipeline.Evaluation;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorLake.Pipeline.Tests.Evaluation;

/// <summary>Among 100,000 rules a changed one is live within 50 ms of its save, the database included.</summary>
public sealed class LiveWithinTests(DatabaseFixture databases) : IClassFixture<DatabaseFixture>
{
    private const int Count = 100_000;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    // Rule i asks for n = i, which the events of these tests with small numbers do not have.
    private const string Columns =
        """INSERT INTO "Rules" ("Id", "Version", "State", "Name", "Streams", "Tags", "Json", "CreatedAt", "UpdatedAt", "UpdatedBy", "Revision") """;
    private const string Values =
        """, 1, 0, 'Stock', 'shop.cart', '', '{{"name":"Stock","stream":"shop.cart","match":{{"field":"n","op":"eq","value":' || (i + 1000000) || '}}}}', 0, 0, 'test', 0 FROM """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task ReadAsync_OneOfVeryManyRulesChanged_HasItWithinTheLimit(DatabaseProvider provider)
    {
        var database = await databases.CreateAsync(provider, Token);
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System)
            .AddPersistence(Enum.Parse<DatabaseKind>(provider.ToString()), database.ConnectionString).BuildServiceProvider();
        await services.GetRequiredService<DatabaseState>().MigrateAsync(Token);
        await using (var context = await services.GetRequiredService<IDbContextFactory<BlazorLakeContext>>().CreateDbContextAsync(Token))
        {
            await context.Database.ExecuteSqlRawAsync(
                provider == DatabaseProvider.Sqlite
                    ? $$"""WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < {{Count}}) {{Columns}} SELECT randomblob(16){{Values}} numbers"""
                    : $$"""{{Columns}} SELECT gen_random_uuid(){{Values}} generate_series(1, {{Count}}) AS numbers(i)""",
                Token);
        }

        var store = services.GetRequiredService<IRuleStore>();
        var rules = new CurrentRules(store, NullLogger<CurrentRules>.Instance);
        Assert.Empty((await rules.ReadAsync(Token)).Evaluate(Events.One(1), DateTimeOffset.UnixEpoch).Occurrences);
        Assert.Single((await rules.ReadAsync(Token)).Evaluate(Events.One(1_000_000 + Count), DateTimeOffset.UnixEpoch).Occurrences);
        var rule = await store.AddAsync(Definition(0), RuleState.Enabled, "ana", Token);
        var times = new List<TimeSpan>();
        for (var i = 1; i <= 25; i++)
        {
            await store.SaveAsync(rule.Id, null, Definition(i), "ana", Token);
            var watch = Stopwatch.StartNew();
            var fired = (await rules.ReadAsync(Token)).Evaluate(Events.One(i), DateTimeOffset.UnixEpoch).Occurrences;
            times.Add(watch.Elapsed);
            Assert.Equal(i + 1, Assert.Single(fired).RuleVersion);
        }

        // The median, because a busy machine lets any one of them wait.
        Assert.True(times.Order().ElementAt(12) <= Limit, $"It took {string.Join(", ", times.Select(t => $"{t.TotalMilliseconds:N1}"))} ms.");
    }

    private static RuleDefinition Definition(int n) => RuleReader.ReadSaved($$"""{"name":"r","stream":"shop.cart","match":{"field":"n","op":"eq","value":{{n}}} }""");
}
