using BlazorLake.Domain;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Persistence.Access;
using BlazorLake.Persistence.Databases;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Alerts;

internal sealed class AlertStore(IDbContextFactory<BlazorLakeContext> contexts, TimeProvider clock) : IAlertStore
{
    public async Task<Page<Alert>> ListAlertsAsync(AlertFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        var sql = new AlertListSql(session, filter, page);
        var rows = await session.QueryAsync(sql.Text, AlertSql.ReadAlert, sql.Values, cancellationToken);
        return rows.ToPage(page, row => new PageCursor(row.LastRecordedAt, row.Alert.Id.Value), row => row.Alert);
    }

    public async Task<Alert?> FindAlertAsync(AlertId id, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        return await FindAsync(session, id, "", cancellationToken);
    }

    public async Task<Page<Occurrence>> ListOccurrencesAsync(OccurrenceFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        var sql = new OccurrenceListSql(session, filter, page);
        var rows = await session.QueryAsync(sql.Text, AlertSql.ReadOccurrence, sql.Values, cancellationToken);
        return rows.ToPage(page, row => new PageCursor(Instants.ToMicroseconds(row.At), row.Id), row => row);
    }

    public async Task<IReadOnlyDictionary<RuleId, RuleActivity>> ReadActivityAsync(IReadOnlyList<RuleId> rules, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        var activity = new Dictionary<RuleId, RuleActivity>();
        // SQLite takes at most 500 parts in one statement.
        foreach (var some in rules.Distinct().Chunk(100))
        {
            foreach (var (rule, count, lastAt) in await session.QueryAsync(RuleActivitySql.Text(some), RuleActivitySql.Read, RuleActivitySql.Values(session, some, since), cancellationToken))
            {
                if (lastAt is { } last)
                    activity[some[rule]] = new RuleActivity(count, last);
            }
        }

        return activity;
    }

    public async Task<IReadOnlyDictionary<AlertState, long>> CountAsync(CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        var rows = await session.QueryAsync("""SELECT "State", "Count" FROM "AlertCounts" """, row => ((AlertState)row.Int(0), row.Number(1)), [], cancellationToken);
        return rows.ToDictionary(row => row.Item1, row => row.Item2);
    }

    public async Task<Alert?> ChangeAsync(AlertId id, AlertAction action, string by, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.BeginAsync(contexts, cancellationToken);
        if (await FindAsync(session, id, session.IsSqlite ? "" : "FOR UPDATE", cancellationToken) is not { } before)
            return null;
        var now = clock.GetInstant();
        var after = Apply(before, action) with { UpdatedAt = now, UpdatedBy = by };
        if (after.State == before.State && after.SnoozedUntil == before.SnoozedUntil)
            return before;

        await session.ExecuteAsync(
            """UPDATE "Alerts" SET "State" = @p1, "SnoozedUntil" = @p2, "UpdatedAt" = @p3, "UpdatedBy" = @p4 WHERE "Id" = @p0""",
            [session.Id(id.Value), (int)after.State, SqlSession.Instant(after.SnoozedUntil), SqlSession.Instant(now), by],
            cancellationToken);
        AlertCounts.Add(session, [(before.State, -1), (after.State, 1)]);
        await AuditSql.WriteAsync(session, now, by, Word(action), "alert", id.ToString(), after.Title, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return after;
    }

    private static Alert Apply(Alert alert, AlertAction action) => (alert.State, action) switch
    {
        (AlertState.Resolved, _) => alert,
        (_, AlertAction.Acknowledge) => alert with { State = AlertState.Acknowledged, SnoozedUntil = null },
        (_, AlertAction.Resolve) => alert with { State = AlertState.Resolved, SnoozedUntil = null },
        (_, AlertAction.Snooze snooze) => alert with { State = AlertState.Snoozed, SnoozedUntil = Instants.FromMicroseconds(Instants.ToMicroseconds(snooze.Until)) },
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action this store does not know."),
    };

    private static string Word(AlertAction action) => action switch
    {
        AlertAction.Acknowledge => "acknowledged",
        AlertAction.Resolve => "resolved",
        _ => "snoozed",
    };

    private static async Task<Alert?> FindAsync(SqlSession session, AlertId id, string locking, CancellationToken cancellationToken) =>
        (await session.QueryAsync($"""SELECT {AlertSql.AlertColumns} FROM "Alerts" WHERE "Id" = @p0 {locking}""", AlertSql.ReadAlert, [session.Id(id.Value)], cancellationToken))
        .SingleOrDefault()?.Alert;
}
