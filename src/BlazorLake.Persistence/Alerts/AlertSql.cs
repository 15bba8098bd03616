using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Persistence.Databases;

namespace BlazorLake.Persistence.Alerts;

/// <summary>The columns of alerts and occurrences, in the order they are read in.</summary>
internal static class AlertSql
{
    public const string AlertColumns =
        """
        "Id", "RuleId", "RuleName", "Key", "Severity", "State", "FirstAt", "LastAt", "OccurrenceCount", "Title", "Body", "UpdatedAt", "UpdatedBy",
        "SnoozedUntil", "LastRecordedAt"
        """;

    public const string OccurrenceColumns =
        """
        "Id", "RuleId", "RuleVersion", "Severity", "Key", "At", "RecordedAt", "Events", "Explanation", "Parameters", "Title", "Body", "AlertId"
        """;

    public static StoredAlert ReadAlert(Row row) => new(
        new Alert(
            new AlertId(row.Id(0)), new RuleId(row.Id(1)), row.Text(2), row.Text(3), (Severity)row.Int(4), (AlertState)row.Int(5), row.Instant(6), row.Instant(7),
            row.Number(8), row.Text(9), row.Text(10), row.Instant(11), row.TextOrNull(12), row.InstantOrNull(13)),
        row.Number(14));

    public static Occurrence ReadOccurrence(Row row) => new(
        row.Id(0), new RuleId(row.Id(1)), row.Int(2), (Severity)row.Int(3), row.Text(4), row.Instant(5), row.Instant(6), OccurrenceEvents.Read(row.Text(7)),
        row.Text(8), row.TextOrNull(9), row.Text(10), row.Text(11), row.IdOrNull(12) is null,
        row.IdOrNull(12) is { } alert ? new AlertId(alert) : null);
}

/// <param name="LastRecordedAt">Microseconds; what lists are ordered by.</param>
internal sealed record StoredAlert(Alert Alert, long LastRecordedAt);
