using System.Text.Json;
using DuckDB.NET.Data;

namespace BlazorLake.EndToEnd.Tests.Lake;

/// <summary>Reads a lake table as a stranger would: the Delta log by these few lines, the Parquet files by DuckDB; nothing of BlazorLake.</summary>
internal static class TableFiles
{
    /// <summary>Rows and different event ids of the newest snapshot; no table yet is (0, 0).</summary>
    public static (long Rows, long Ids) Count(string root, string stream)
    {
        var rows = Query(root, stream, "count(*), count(DISTINCT source || chr(10) || event_id)", "", reader => (reader.GetInt64(0), reader.GetInt64(1)));
        return rows.Count == 0 ? (0, 0) : rows[0];
    }

    public static IReadOnlyList<string> EventIds(string root, string stream, string condition = "") =>
        Query(root, stream, "event_id", condition, reader => reader.GetString(0));

    private static List<T> Query<T>(string root, string stream, string columns, string condition, Func<System.Data.Common.DbDataReader, T> read)
    {
        var table = Path.Combine(root, stream);
        var files = Live(table);
        var rows = new List<T>();
        if (files.Count == 0)
            return rows;
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var list = string.Join(", ", files.Select(file => $"'{Path.Combine(table, file).Replace("'", "''", StringComparison.Ordinal)}'"));
        command.CommandText = $"SELECT {columns} FROM read_parquet([{list}], hive_partitioning=false, union_by_name=true) {condition}";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private static HashSet<string> Live(string table)
    {
        var live = new HashSet<string>(StringComparer.Ordinal);
        var log = Path.Combine(table, "_delta_log");
        if (!Directory.Exists(log))
            return live;
        foreach (var action in Directory.EnumerateFiles(log, "*.json").Order(StringComparer.Ordinal).SelectMany(File.ReadLines))
        {
            using var json = JsonDocument.Parse(action);
            if (json.RootElement.TryGetProperty("add", out var add))
                Assert.True(live.Add(Uri.UnescapeDataString(add.GetProperty("path").GetString()!)), "A file was added twice.");
            if (json.RootElement.TryGetProperty("remove", out var remove))
                live.Remove(Uri.UnescapeDataString(remove.GetProperty("path").GetString()!));
        }

        return live;
    }
}
