using System.Data.Common;
using System.Text.Json;
using BlazorLake.EndToEnd.Tests.Lake;
using BlazorLake.Testing;
using BlazorLake.Testing.Databases;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BlazorLake.EndToEnd.Tests.ExactlyOnce;

/// <summary>Counts what came of a workload, with plain SQL on the database and DuckDB on the lake's files.</summary>
internal static class Outcome
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task HasEachEventOnceAsync(Workload work, string lake, TestDatabase database, CancellationToken cancellationToken)
    {
        await ReachesAsync(() => TableFiles.Count(lake, Workload.Stream).Ids, work.EventCount, "events in the lake", cancellationToken);
        var expected = work.ExpectedOccurrences.Order(StringComparer.Ordinal).ToList();
        await ReachesAsync(() => OccurrenceEvents(database).Distinct().Count(), expected.Count, "occurrences", cancellationToken);

        Assert.Equal((work.EventCount, work.EventCount), TableFiles.Count(lake, Workload.Stream));
        Assert.Equal(work.ExpectedIds.Order(StringComparer.Ordinal), TableFiles.EventIds(lake, Workload.Stream).Order(StringComparer.Ordinal));
        Assert.Equal(expected, OccurrenceEvents(database).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Count, Numbers(database, """SELECT COALESCE(SUM("OccurrenceCount"), 0) FROM "Alerts" """));
    }

    private static async Task ReachesAsync(Func<long> count, long expected, string what, CancellationToken cancellationToken)
    {
        var last = -1L;
        try
        {
            await Eventually.TrueAsync(() => (last = count()) >= expected, cancellationToken, Patience, what);
        }
        catch (TimeoutException exception)
        {
            Assert.Fail($"{last} of {expected} {what} after {Patience.TotalSeconds} s. {exception.InnerException}");
        }
    }

    private static List<string> OccurrenceEvents(TestDatabase database)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Events" FROM "Occurrences" """;
        using var reader = command.ExecuteReader();
        var ids = new List<string>();
        while (reader.Read())
        {
            using var events = JsonDocument.Parse(reader.GetString(0));
            ids.Add(events.RootElement.EnumerateArray().Single().EnumerateObject().Single(member => member.Name.Equals("id", StringComparison.OrdinalIgnoreCase)).Value.GetString()!);
        }

        return ids;
    }

    private static long Numbers(TestDatabase database, string sql)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static DbConnection Open(TestDatabase database)
    {
        DbConnection connection = database.Provider == DatabaseProvider.Sqlite ? new SqliteConnection(database.ConnectionString) : new NpgsqlConnection(database.ConnectionString);
        connection.Open();
        return connection;
    }
}
