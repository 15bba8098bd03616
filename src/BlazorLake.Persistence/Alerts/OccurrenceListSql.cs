using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Persistence.Databases;

namespace BlazorLake.Persistence.Alerts;

/// <summary>The statement for one page of occurrences, newest first by the instant they fired at.</summary>
internal sealed class OccurrenceListSql
{
    private readonly List<object?> _values = [];
    private readonly List<string> _conditions = [];

    public OccurrenceListSql(SqlSession session, OccurrenceFilter filter, PageRequest page)
    {
        var cursor = PageCursor.Parse(page.Cursor);
        _conditions.Add($"""("At", "Id") < ({Add(cursor.Order)}, {Add(session.Id(cursor.Id))})""");
        if (filter.RuleId is { } rule)
            _conditions.Add($"""  "RuleId" = {Add(session.Id(rule.Value))}""");
        if (filter.AlertId is { } alert)
            _conditions.Add($"""  "AlertId" = {Add(session.Id(alert.Value))}""");
        if (filter.Key is { } key)
            _conditions.Add($"""  "KeyValuesHash" = {Add(KeyHash.OfValues(key))}""");
        if (filter.From is { } from)
            _conditions.Add($"""  "At" >= {Add(SqlSession.Instant(from))}""");
        if (filter.To is { } to)
            _conditions.Add($"""  "At" < {Add(SqlSession.Instant(to))}""");
        Text = $"""
            SELECT {AlertSql.OccurrenceColumns} FROM "Occurrences" WHERE {string.Join(" AND ", _conditions)}
            ORDER BY "At" DESC, "Id" DESC LIMIT {page.Limit + 1}
            """;
    }

    public string Text { get; }

    public object?[] Values => [.. _values];

    private string Add(object? value)
    {
        _values.Add(value);
        return "@p" + (_values.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
