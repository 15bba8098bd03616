using BlazorLake.Domain.Rules;
using Npgsql;
using NpgsqlTypes;

namespace BlazorLake.Benchmarks.Loads;

/// <summary>Very many rules, put straight into PostgreSQL: by the API it would take minutes.</summary>
internal sealed class RuleStock(string connectionString)
{
    private const string NextRevision = """UPDATE "Revisions" SET "Value" = "Value" + 1 WHERE "Name" = 'rules' RETURNING "Value" """;

    /// <param name="documents">Rules of one stream, as JSON.</param>
    public async Task AddAsync(string stream, IEnumerable<string> documents, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var revision = await ReadAsync(connection, NextRevision, cancellationToken);
        var now = DateTimeOffset.UnixEpoch.AddDays(20_000);
        await using (var rows = await connection.BeginBinaryImportAsync(
            """COPY "Rules" ("Id", "Version", "State", "Name", "Streams", "Tags", "Json", "CreatedAt", "UpdatedAt", "UpdatedBy", "Revision") FROM STDIN (FORMAT BINARY)""", cancellationToken))
        {
            var number = 0;
            foreach (var document in documents)
            {
                var at = now.AddMilliseconds(number++);
                await rows.StartRowAsync(cancellationToken);
                await rows.WriteAsync(Guid.CreateVersion7(at), NpgsqlDbType.Uuid, cancellationToken);
                await rows.WriteAsync(1, NpgsqlDbType.Integer, cancellationToken);
                await rows.WriteAsync((int)RuleState.Enabled, NpgsqlDbType.Integer, cancellationToken);
                foreach (var text in new[] { $"Stock {number}", $"\n{stream}\n", "\n\n", document })
                    await rows.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);
                for (var i = 0; i < 2; i++)
                    await rows.WriteAsync(at.UtcTicks / TimeSpan.TicksPerMicrosecond, NpgsqlDbType.Bigint, cancellationToken);
                await rows.WriteAsync("benchmark", NpgsqlDbType.Text, cancellationToken);
                await rows.WriteAsync(revision, NpgsqlDbType.Bigint, cancellationToken);
            }

            await rows.CompleteAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>All of them at once, as one change.</summary>
    public async Task SetStateAsync(RuleState state, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var revision = await ReadAsync(connection, NextRevision, cancellationToken);
        await using var update = new NpgsqlCommand("""UPDATE "Rules" SET "State" = $1, "Revision" = $2 WHERE "UpdatedBy" = 'benchmark'""", connection)
        {
            Parameters = { new() { Value = (int)state }, new() { Value = revision } },
        };
        await update.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<long> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
