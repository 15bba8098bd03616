using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Persistence.Access;
using BlazorLake.Persistence.Databases;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Alerts;

/// <summary>Changes of alerts that the clock makes, many in one transaction.</summary>
internal sealed class AlertUpkeep(IDbContextFactory<BlazorLakeContext> contexts, TimeProvider clock) : IAlertUpkeep
{
    private const string By = "BlazorLake";

    public Task<IReadOnlyList<Alert>> EndSnoozesAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => ChangeAsync(
        $""" "State" = {(int)AlertState.Snoozed} AND "SnoozedUntil" <= @p0""", _ => [SqlSession.Instant(now)], AlertState.Open, "snooze ended", limit, cancellationToken);

    public Task<IReadOnlyList<Alert>> ResolveQuietAsync(RuleId ruleId, DateTimeOffset quietSince, int limit, CancellationToken cancellationToken) => ChangeAsync(
        $""" "RuleId" = @p1 AND "State" <> {(int)AlertState.Resolved} AND "LastRecordedAt" <= @p0""",
        session => [SqlSession.Instant(quietSince), session.Id(ruleId.Value)],
        AlertState.Resolved,
        "resolved",
        limit,
        cancellationToken);

    private async Task<IReadOnlyList<Alert>> ChangeAsync(
        string condition, Func<SqlSession, object?[]> values, AlertState to, string action, int limit, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.BeginAsync(contexts, cancellationToken);
        var found = await session.QueryAsync(
            $"""SELECT {AlertSql.AlertColumns} FROM "Alerts" WHERE {condition} ORDER BY "Id" LIMIT {limit} {(session.IsSqlite ? "" : "FOR UPDATE")}""",
            AlertSql.ReadAlert,
            values(session),
            cancellationToken);
        if (found.Count == 0)
            return [];
        var now = clock.GetInstant();
        await session.ExecuteManyAsync(
            """UPDATE "Alerts" SET "State" = @p1, "SnoozedUntil" = NULL, "UpdatedAt" = @p2, "UpdatedBy" = @p3 WHERE "Id" = @p0""",
            [.. found.Select(f => new object?[] { session.Id(f.Alert.Id.Value), (int)to, SqlSession.Instant(now), By })],
            cancellationToken);
        AlertCounts.Add(session, [.. found.Select(f => (f.Alert.State, -1L)), (to, found.Count)]);
        foreach (var (alert, _) in found)
            await AuditSql.WriteAsync(session, now, By, action, "alert", alert.Id.ToString(), alert.Title, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return [.. found.Select(f => f.Alert with { State = to, SnoozedUntil = null, UpdatedAt = now, UpdatedBy = By })];
    }
}
