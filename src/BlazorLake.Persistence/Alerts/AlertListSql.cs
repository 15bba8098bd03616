using System.Text;
using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Persistence.Databases;

namespace BlazorLake.Persistence.Alerts;

/// <summary>
/// The statement for one page of alerts. An index gives the newest of <em>one</em> state and severity at once, but not of several; so each combination gives its
/// newest, and the page is the newest of those. It never sorts more than a few pages' worth, whatever the size of the table.
/// </summary>
internal sealed class AlertListSql
{
    private readonly List<object?> _values = [];
    private readonly StringBuilder _sql = new();

    public AlertListSql(SqlSession session, AlertFilter filter, PageRequest page)
    {
        var cursor = PageCursor.Parse(page.Cursor);
        var limit = page.Limit + 1;
        var after = $"""("LastRecordedAt", "Id") < ({Add(cursor.Order)}, {Add(session.Id(cursor.Id))})""";
        var rule = filter.RuleId is { } id ? $"""AND "RuleId" = {Add(session.Id(id.Value))} """ : "";
        var text = string.IsNullOrWhiteSpace(filter.Text) ? "" : TextCondition(session.IsSqlite, filter.Text.Trim());

        // A rule's own index has no severity in it: there the few severities are filtered.
        List<string> groups = filter.RuleId is null
            ? [.. from state in States(filter) from severity in Severities(filter) select $"""AND "State" = {(int)state} AND "Severity" = {(int)severity}"""]
            : [.. from state in States(filter) select $"""AND "State" = {(int)state} AND "Severity" >= {(int)(filter.MinSeverity ?? Severity.Info)}"""];
        _sql.Append("SELECT ").Append(AlertSql.AlertColumns).Append(" FROM (");
        for (var i = 0; i < groups.Count; i++)
        {
            _sql.Append(i == 0 ? "" : " UNION ALL ").Append(
                $"""
                SELECT * FROM (SELECT {AlertSql.AlertColumns} FROM "Alerts" WHERE {after} {rule}{groups[i]} {text}
                ORDER BY "LastRecordedAt" DESC, "Id" DESC LIMIT {limit}) AS g{i}
                """);
        }

        _sql.Append($""") AS newest ORDER BY "LastRecordedAt" DESC, "Id" DESC LIMIT {limit}""");
    }

    public string Text => _sql.ToString();

    public object?[] Values => [.. _values];

    private static IEnumerable<AlertState> States(AlertFilter filter) => filter.States.Count > 0 ? filter.States.Distinct() : Enum.GetValues<AlertState>();

    private static IEnumerable<Severity> Severities(AlertFilter filter) => Enum.GetValues<Severity>().Where(s => s >= (filter.MinSeverity ?? Severity.Info));

    private string TextCondition(bool isSqlite, string text)
    {
        var pattern = Add(LikePattern.Containing(text));
        var like = isSqlite ? "LIKE" : "ILIKE";
        return $"""AND ("Title" {like} {pattern} ESCAPE '\' OR "RuleName" {like} {pattern} ESCAPE '\' OR "Key" {like} {pattern} ESCAPE '\')""";
    }

    private string Add(object? value)
    {
        _values.Add(value);
        return "@p" + (_values.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
