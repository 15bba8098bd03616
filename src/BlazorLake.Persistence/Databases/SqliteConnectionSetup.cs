using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BlazorLake.Persistence.Databases;

/// <summary>Every SQLite connection waits for a writer instead of failing, and a commit is on the disk before it is told done.</summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    /// <summary>Write-ahead log: readers never wait for the writer. With it, <c>synchronous=FULL</c> is what survives a power loss.</summary>
    public const string Pragmas = "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";

    public static readonly SqliteConnectionSetup Instance = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
