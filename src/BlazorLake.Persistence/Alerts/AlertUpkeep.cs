using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Persistence.Access;
using BlazorLake.Persistence.Databases;
using BlazorLake.Persistence.Rules;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Alerts;

/// <summary>Changes of alerts that the clock makes, many in one transaction.</summary>
internal sealed class AlertUpkeep(IDbContextFactory<BlazorLakeContext> contexts, TimeProvider clock) : IAlertUpkeep
{
    private const string By = "BlazorLake";

    public Task<IReadOnlyList<Alert>> EndSnoozesAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => ChangeAsync(
        $""" "State" = {(int)AlertState.Snoozed} AND "SnoozedUntil" <= @p0""", _ => [SqlSession.Instant(now)], AlertState.Open, "snooze ended", limit, cancellationToken);

    /// <remarks>Only rules with alerts are read: there may be very many that never fired.</remarks>
    public async Task<IReadOnlyList<ResolvingRule>> FindResolvingAsync(CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        var rules = await session.QueryAsync(
            $"""
            SELECT "Id", "Json" FROM "Rules" WHERE {RunningRules.Runs}
            AND EXISTS (SELECT 1 FROM "Alerts" WHERE "Alerts"."RuleId" = "Rules"."Id" AND "Alerts"."State" <> {(int)AlertState.Resolved})
            """,
            row => (Id: new RuleId(row.Id(0)), After: StoredDefinition.Read(row.Text(1)).ResolveAfter),
            [],
            cancellationToken);
        return [.. rules.Where(r => r.After is not null).Select(r => new ResolvingRule(r.Id, r.After!.Value))];
    }

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
