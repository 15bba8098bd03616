using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Databases;

/// <summary>Lets one process at a time change the schema of an SQLite database.</summary>
/// <remarks>
/// Entity Framework's own lock there is a row of a table, which stays for ever when its process is killed: every later start would wait for it in silence.
/// A lock on a file ends with its process, whatever ended it; who holds it knows that such a row is nobody's. PostgreSQL's lock ends with the connection and needs none of this.
/// </remarks>
internal static class MigrationLock
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until no other process changes the schema; disposing lets the next one. Null when the database is in no file.</summary>
    public static async Task<IAsyncDisposable?> TakeAsync(BlazorLakeContext context, CancellationToken cancellationToken)
    {
        var settings = new SqliteConnectionStringBuilder(context.Database.GetConnectionString());
        if (settings.Mode == SqliteOpenMode.Memory || settings.DataSource is "" or ":memory:" || settings.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return null;
        while (true)
        {
            try
            {
                return new FileStream(settings.DataSource + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
            {
                await Task.Delay(TryAgainAfter, cancellationToken);
            }
        }
    }

    /// <summary>Takes away what a process that was killed left behind.</summary>
    public static Task ForgetAbandonedAsync(BlazorLakeContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellationToken);
}
