using System.Globalization;
using System.Text;
using DuckDB.NET.Data;

namespace BlazorLake.Lake.Engine;

/// <summary>One DuckDB inside this process, with bounded memory and threads, and a connection per use.</summary>
/// <remarks>Thread-safe. DuckDB is only given paths and SQL of ours; values of users are parameters.</remarks>
internal sealed class DuckDb : IDisposable
{
    private readonly DuckDBConnection _keeper;

    public DuckDb(long memoryBytes, int threads, string temporaryFolder)
    {
        // The very text ":memory:" and no other is in memory; anything after it would be a file's name. The other connections are duplicates of this one.
        _keeper = new DuckDBConnection("DataSource=:memory:");
        _keeper.Open();
        Execute(_keeper, string.Create(CultureInfo.InvariantCulture, $"SET memory_limit = '{memoryBytes / 1024}KiB'; SET threads = {threads};"));
        Execute(_keeper, $"SET temp_directory = {Literal(temporaryFolder)}; SET preserve_insertion_order = true; SET TimeZone = 'UTC';");
    }

    public DuckDBConnection Open()
    {
        var connection = _keeper.Duplicate();
        if (connection.State != System.Data.ConnectionState.Open)
            connection.Open();
        return connection;
    }

    /// <summary>Runs a query on a pool thread, with a connection of its own; cancelling interrupts DuckDB.</summary>
    public Task<T> RunAsync<T>(Func<DuckDBCommand, T> query, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var connection = Open();
            using var command = connection.CreateCommand();
            using var interrupt = cancellationToken.Register(command.Cancel);
            try
            {
                var result = query(command);
                cancellationToken.ThrowIfCancellationRequested();
                return result;
            }
            catch (DuckDBException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        },
        cancellationToken);

    public static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A SQL text literal.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A SQL identifier.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A list of local Parquet files as a table.</summary>
    /// <remarks>Columns absent from a file are null; partition folders are not guessed, because the log is the truth.</remarks>
    public static string ReadParquet(IEnumerable<string> files, string options = "")
    {
        var sql = new StringBuilder("read_parquet([").AppendJoin(", ", files.Select(Literal));
        return sql.Append("], union_by_name = true, hive_partitioning = false").Append(options).Append(')').ToString();
    }

    public void Dispose() => _keeper.Dispose();
}
