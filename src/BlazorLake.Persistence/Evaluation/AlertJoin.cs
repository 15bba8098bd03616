using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;
using BlazorLake.Persistence.Alerts;
using BlazorLake.Persistence.Databases;

namespace BlazorLake.Persistence.Evaluation;

/// <summary>Lets occurrences join the one unresolved alert of their rule and key, or makes it.</summary>
internal sealed class AlertJoin(SqlSession session, DateTimeOffset at)
{
    /// <summary>Rows of one statement; SQLite takes at most 32,766 parameters, PostgreSQL 65,535.</summary>
    private const int ChunkSize = 500;

    private const string Insert =
        $"""
        INSERT INTO "Alerts" ({AlertSql.AlertColumns}, "KeyHash")
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15)
        """;

    private const string Update =
        """
        UPDATE "Alerts" SET "RuleName" = @p1, "Severity" = @p2, "FirstAt" = @p3, "LastAt" = @p4, "OccurrenceCount" = @p5, "Title" = @p6, "Body" = @p7,
            "UpdatedAt" = @p8, "LastRecordedAt" = @p9
        WHERE "Id" = @p0
        """;

    /// <summary>The alert of each occurrence, in the same order; null for those in shadow.</summary>
    public async Task<IReadOnlyList<Alert?>> JoinAsync(IReadOnlyList<Occurrence> occurrences, CancellationToken cancellationToken)
    {
        var threads = occurrences.Where(o => !o.IsShadow).GroupBy(o => (o.RuleId, o.Key)).ToDictionary(g => g.Key, g => new AlertThread(g.ToList()));
        if (threads.Count == 0)
            return new Alert?[occurrences.Count];
        var names = await ReadNamesAsync(threads.Keys.Select(k => k.RuleId).Distinct().ToList(), cancellationToken);
        foreach (var chunk in threads.Values.Chunk(ChunkSize))
            await FindAsync(chunk, cancellationToken);
        foreach (var thread in threads.Values)
            thread.Grow(names.GetValueOrDefault(thread.RuleId, ""), at);

        session.Later(Insert, threads.Values.Where(t => t.IsNew).Select(InsertValues));
        session.Later(Update, threads.Values.Where(t => !t.IsNew).Select(UpdateValues));
        AlertCounts.Add(session, [(AlertState.Open, threads.Values.Count(t => t.IsNew))]);
        return [.. occurrences.Select(o => o.IsShadow ? null : threads[(o.RuleId, o.Key)].Alert)];
    }

    private async Task<Dictionary<RuleId, string>> ReadNamesAsync(List<RuleId> rules, CancellationToken cancellationToken)
    {
        var names = new Dictionary<RuleId, string>();
        foreach (var chunk in rules.Chunk(ChunkSize))
        {
            foreach (var (id, name) in await session.QueryAsync(
                $"""SELECT "Id", "Name" FROM "Rules" WHERE "Id" IN ({SqlSession.Parameters(0, chunk.Length)})""",
                row => (new RuleId(row.Id(0)), row.Text(1)),
                [.. chunk.Select(r => session.Id(r.Value))],
                cancellationToken))
                names[id] = name;
        }

        return names;
    }

    private async Task FindAsync(AlertThread[] threads, CancellationToken cancellationToken)
    {
        var pairs = string.Join(", ", threads.Select((_, i) => $"({SqlSession.Parameters(2 * i, 2)})"));
        var found = await session.QueryAsync(
            $"""
            SELECT {AlertSql.AlertColumns} FROM "Alerts" WHERE "State" <> {(int)AlertState.Resolved} AND ("RuleId", "KeyHash") IN (VALUES {pairs})
            {(session.IsSqlite ? "" : "FOR UPDATE")}
            """,
            AlertSql.ReadAlert,
            [.. threads.SelectMany(t => new[] { session.Id(t.RuleId.Value), t.KeyHash })],
            cancellationToken);
        var byKey = found.ToDictionary(f => (f.Alert.RuleId, f.Alert.Key), f => f.Alert);
        foreach (var thread in threads)
            thread.Found = byKey.GetValueOrDefault((thread.RuleId, thread.Key));
    }

    private object?[] InsertValues(AlertThread thread)
    {
        var alert = thread.Alert!;
        return
        [
            session.Id(alert.Id.Value), session.Id(alert.RuleId.Value), alert.RuleName, alert.Key, (int)alert.Severity, (int)alert.State,
            SqlSession.Instant(alert.FirstAt), SqlSession.Instant(alert.LastAt), alert.OccurrenceCount, alert.Title, alert.Body,
            SqlSession.Instant(alert.UpdatedAt), alert.UpdatedBy, SqlSession.Instant(alert.SnoozedUntil), SqlSession.Instant(at), thread.KeyHash,
        ];
    }

    private object?[] UpdateValues(AlertThread thread)
    {
        var alert = thread.Alert!;
        return
        [
            session.Id(alert.Id.Value), alert.RuleName, (int)alert.Severity, SqlSession.Instant(alert.FirstAt), SqlSession.Instant(alert.LastAt),
            alert.OccurrenceCount, alert.Title, alert.Body, SqlSession.Instant(alert.UpdatedAt), SqlSession.Instant(at),
        ];
    }
}
