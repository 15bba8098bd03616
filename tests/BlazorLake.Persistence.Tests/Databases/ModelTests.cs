using BlazorLake.Persistence.Databases;
using BlazorLake.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Tests.Databases;

public sealed class ModelTests(DatabaseFixture databases) : PersistenceTest(databases)
{
    [Theory, MemberData(nameof(Providers))]
    public async Task Migrations_Model_HaveNoPendingChanges(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await using var context = await Get<IDbContextFactory<BlazorLakeContext>>().CreateDbContextAsync(Stop);
        Assert.False(context.Database.HasPendingModelChanges(), "Add a migration to both migration projects: dotnet ef migrations add NAME --project src/BlazorLake.Persistence.…");
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task MigrateAsync_SeveralAtOnce_AllSucceed(DatabaseProvider provider)
    {
        await StartAsync(provider);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Get<DatabaseState>().MigrateAsync(Stop), Stop)));
        Assert.Null(await Get<DatabaseState>().CheckAsync(Stop));
    }

    [Fact]
    public async Task MigrateAsync_AnotherProcessWasKilledWhileItMigrated_IsNotHeldUp()
    {
        await StartEmptyAsync(DatabaseProvider.Sqlite);
        await using (var context = await Get<IDbContextFactory<BlazorLakeContext>>().CreateDbContextAsync(Stop))
            await context.Database.ExecuteSqlRawAsync(
                """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-03-01 12:00:00+00:00');
                """,
                Stop);
        await Get<DatabaseState>().MigrateAsync(Stop).WaitAsync(TimeSpan.FromSeconds(20), Stop);
        Assert.Null(await Get<DatabaseState>().CheckAsync(Stop));
    }

    [Fact]
    public void Clean_AnyText_HoldsNothingADatabaseRefuses()
    {
        // Attributes cannot carry unpaired surrogates.
        (string Text, string Expected)[] cases =
            [("plain", "plain"), ("a\0b", "a\u2400b"), ("\ud800", "\ufffd"), ("x\udc00y", "x\ufffdy"), ("\ud83d\ude00", "\ud83d\ude00"), ("", "")];
        foreach (var (text, expected) in cases)
            Assert.Equal(expected, StoredText.Clean(text));
    }
}
