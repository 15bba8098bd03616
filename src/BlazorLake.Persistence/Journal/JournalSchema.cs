using Microsoft.Data.Sqlite;

namespace BlazorLake.Persistence.Journal;

/// <summary>The journal's file: one table of entries, one of consumers' places.</summary>
internal static class JournalSchema
{
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ConnectionString);
        try
        {
            connection.Open();
            // page_size and auto_vacuum only take effect in a file that is still empty; FULL makes each commit wait for the disk.
            Execute(connection, """
                PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
                PRAGMA secure_delete=OFF; PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY;
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // AUTOINCREMENT: an offset is never given twice, also not after the newest entries were deleted.
    public static void Create(SqliteConnection connection) => Execute(connection, """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS entries (offset INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS consumers (name TEXT PRIMARY KEY, offset INTEGER NOT NULL) WITHOUT ROWID;
        INSERT OR IGNORE INTO consumers VALUES ('rules', 0), ('lake', 0);
        COMMIT;
        """);

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long ReadLong(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, System.Globalization.CultureInfo.InvariantCulture);
    }
}
