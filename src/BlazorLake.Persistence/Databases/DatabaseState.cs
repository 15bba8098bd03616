using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Databases;

/// <summary>Brings the database to this program's schema, and says whether it answers.</summary>
public sealed class DatabaseState(IDbContextFactory<BlazorLakeContext> contexts)
{
    /// <summary>Applies the migrations that are missing. Several processes may start at once: one does it, the others wait. One that is killed meanwhile is in nobody's way.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (context.Database.IsSqlite())
            await MigrateSqliteAsync(context, cancellationToken);
        else
            await context.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Null when it answers, else why not, for <c>/health/ready</c>.</summary>
    public async ValueTask<string?> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
            await session.QueryAsync("""SELECT "Value" FROM "Revisions" """, row => row.Number(0), [], cancellationToken);
            return null;
        }
        catch (System.Data.Common.DbException error)
        {
            return $"The database does not answer: {error.Message}";
        }
    }

    private static async Task MigrateSqliteAsync(BlazorLakeContext context, CancellationToken cancellationToken)
    {
        await using var turn = await MigrationLock.TakeAsync(context, cancellationToken);
        if (!(await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            return;
        if (turn is not null)
            await MigrationLock.ForgetAbandonedAsync(context, cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }
}
