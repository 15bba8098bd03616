using System.Globalization;
using BlazorLake.Lake.Engine;
using BlazorLake.Lake.Schema;
using DuckDB.NET.Data;

namespace BlazorLake.Lake.Query;

/// <summary>The <c>key</c> of a query as a SQL condition; its values are parameters.</summary>
internal sealed record KeyFilter(string Sql, IReadOnlyList<object> Values)
{
    /// <param name="key"><c>field=value</c>, or a value of the id, the subject or any field.</param>
    /// <param name="present">Columns that at least one of the files has.</param>
    public static KeyFilter Parse(string key, TableSchema schema, IReadOnlySet<string> present)
    {
        var conditions = new List<string>();
        var values = new List<object>();
        var value = key;
        IReadOnlyList<TableField> columns = [.. schema.Fields.Where(field => field.Path is not null)];

        // A value may have '=' in it, so what is before it counts only if it is a field.
        var equals = key.IndexOf('=', StringComparison.Ordinal);
        var named = equals > 0 ? FieldsOf(key[..equals], columns) : [];
        if (named.Count > 0)
        {
            columns = named;
            value = key[(equals + 1)..];
        }
        else
        {
            columns = [new(EventColumns.EventId, "string", null), new(EventColumns.Subject, "string", null), .. columns];
        }

        foreach (var column in columns.Where(column => present.Contains(column.Name)))
        {
            if (ValueFor(column, value) is not { } typed)
                continue;
            values.Add(typed);
            conditions.Add(string.Create(CultureInfo.InvariantCulture, $"{DuckDb.Name(column.Name)} = $key{values.Count}"));
        }

        return conditions.Count == 0 ? new KeyFilter("false", []) : new KeyFilter($"({string.Join(" OR ", conditions)})", values);
    }

    public void Bind(DuckDBCommand command)
    {
        for (var i = 0; i < Values.Count; i++)
            command.Parameters.Add(new DuckDBParameter(string.Create(CultureInfo.InvariantCulture, $"key{i + 1}"), Values[i]));
    }

    private static IReadOnlyList<TableField> FieldsOf(string path, IReadOnlyList<TableField> columns) => path switch
    {
        "$id" => [new(EventColumns.EventId, "string", null)],
        "$source" => [new(EventColumns.Source, "string", null)],
        "$type" => [new(EventColumns.Type, "string", null)],
        "$subject" => [new(EventColumns.Subject, "string", null)],
        _ => [.. columns.Where(column => column.Path == path)],
    };

    private static object? ValueFor(TableField column, string value) => ColumnTypes.FromDelta(column.Type) switch
    {
        ColumnType.String => value,
        ColumnType.Long => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
        ColumnType.Double => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        ColumnType.Boolean => value switch { "true" => true, "false" => false, _ => null },
        _ => null,
    };
}
