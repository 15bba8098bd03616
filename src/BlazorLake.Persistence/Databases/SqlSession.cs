using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Databases;

/// <summary>Plain SQL, for what runs many times a second or pages by several columns at once. The same text for both databases: parameters are <c>@p0 @p1 …</c>.</summary>
internal sealed class SqlSession : IAsyncDisposable
{
    private readonly BlazorLakeContext _context;
    private readonly DbConnection _connection;
    private readonly List<(string Sql, object?[] Values)> _later = [];
    private DbTransaction? _transaction;

    private SqlSession(BlazorLakeContext context)
    {
        _context = context;
        _connection = context.Database.GetDbConnection();
        IsSqlite = context.Database.IsSqlite();
    }

    public bool IsSqlite { get; }

    public static async Task<SqlSession> OpenAsync(IDbContextFactory<BlazorLakeContext> contexts, CancellationToken cancellationToken)
    {
        var session = new SqlSession(await contexts.CreateDbContextAsync(cancellationToken));
        await session._context.Database.OpenConnectionAsync(cancellationToken);
        return session;
    }

    /// <summary>On SQLite it takes the write lock at once, so that nothing read in it can be out of date when it writes.</summary>
    public static async Task<SqlSession> BeginAsync(IDbContextFactory<BlazorLakeContext> contexts, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(contexts, cancellationToken);
        session._transaction = await session._connection.BeginTransactionAsync(cancellationToken);
        return session;
    }

    /// <summary>An id as a parameter.</summary>
    public object Id(Guid id) => IsSqlite ? id.ToByteArray(bigEndian: true) : id;

    public static object Instant(DateTimeOffset at) => Instants.ToMicroseconds(at);

    public static object? Instant(DateTimeOffset? at) => at is { } value ? Instants.ToMicroseconds(value) : null;

    public async Task<int> ExecuteAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<List<T>> QueryAsync<T>(string sql, Func<Row, T> read, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new Row(reader);
        var items = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            items.Add(read(row));
        return items;
    }

    public async Task AnswerAsync(SqlQuestions questions, CancellationToken cancellationToken)
    {
        if (!_connection.CanCreateBatch)
        {
            foreach (var (sql, values, read) in questions.Asked)
            {
                await using var command = Command(sql, values);
                await using var rows = await command.ExecuteReaderAsync(cancellationToken);
                await ReadAsync(rows, read, cancellationToken);
            }

            return;
        }

        await using var batch = Batch(questions.Asked.Select(q => (q.Sql, q.Values)));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var (_, _, read) in questions.Asked)
        {
            await ReadAsync(reader, read, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }
    }

    /// <summary>To be executed, in the order given, before the transaction commits: nothing after it in the transaction may read what it writes.</summary>
    public void Later(string sql, params IEnumerable<object?[]> rows)
    {
        foreach (var values in rows)
            _later.Add((sql, values));
    }

    /// <summary>One statement for many rows.</summary>
    public async Task ExecuteManyAsync(string sql, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        Later(sql, rows);
        await FlushAsync(cancellationToken);
    }

    /// <summary>With all that was left for later.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await _transaction!.CommitAsync(cancellationToken);
    }

    /// <summary>One round trip on PostgreSQL; on SQLite, a statement that comes again is prepared once.</summary>
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_later.Count == 0)
            return;
        if (_connection.CanCreateBatch)
        {
            await using var batch = Batch(_later);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        else
        {
            for (var first = 0; first < _later.Count;)
                first = await ExecuteSameAsync(first, cancellationToken);
        }

        _later.Clear();
    }

    /// <summary>Executes the statement at <paramref name="first"/> for all its rows; the place of the next.</summary>
    private async Task<int> ExecuteSameAsync(int first, CancellationToken cancellationToken)
    {
        var (sql, rows) = _later[first];
        await using var prepared = Command(sql, rows);
        for (; first < _later.Count && _later[first].Sql == sql; first++)
        {
            for (var i = 0; i < prepared.Parameters.Count; i++)
                prepared.Parameters[i].Value = _later[first].Values[i] ?? DBNull.Value;
            await prepared.ExecuteNonQueryAsync(cancellationToken);
        }

        return first;
    }

    public async ValueTask DisposeAsync()
    {
        if (_transaction is not null)
            await _transaction.DisposeAsync();
        await _context.DisposeAsync();
    }

    /// <summary><c>@p3, @p4, @p5</c>.</summary>
    public static string Parameters(int from, int count) =>
        string.Join(", ", Enumerable.Range(from, count).Select(i => "@p" + i.ToString(CultureInfo.InvariantCulture)));

    private static async Task ReadAsync(DbDataReader reader, Action<Row> read, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken))
            read(new Row(reader));
    }

    private DbBatch Batch(IEnumerable<(string Sql, object?[] Values)> statements)
    {
        var batch = _connection.CreateBatch();
        batch.Transaction = _transaction;
        foreach (var (sql, values) in statements)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                Set(parameter, i, values[i]);
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private DbCommand Command(string sql, object?[] values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            Set(parameter, i, values[i]);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void Set(DbParameter parameter, int index, object? value)
    {
        parameter.ParameterName = "p" + index.ToString(CultureInfo.InvariantCulture);
        parameter.Value = value ?? DBNull.Value;
        if (value is string)
            parameter.DbType = DbType.String;
    }
}
