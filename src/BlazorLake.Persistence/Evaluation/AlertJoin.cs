using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Evaluation;
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

    private readonly List<List<(RuleId Id, string Name)>> _names = [];
    private readonly List<List<StoredAlert>> _found = [];

    /// <summary>Asks for what <see cref="Join"/> needs to know of these occurrences.</summary>
    public void Ask(SqlQuestions questions, IReadOnlyList<Occurrence> occurrences)
    {
        var told = occurrences.Where(o => !o.IsShadow).ToList();
        foreach (var chunk in told.Select(o => o.RuleId).Distinct().Chunk(ChunkSize))
            _names.Add(questions.Ask($"""SELECT "Id", "Name" FROM "Rules" WHERE "Id" IN ({SqlSession.Parameters(0, chunk.Length)})""",
                row => (new RuleId(row.Id(0)), row.Text(1)), [.. chunk.Select(r => session.Id(r.Value))]));
        // Locked in one order: a worker that is behind asks too, and must not wait for one that waits for it.
        foreach (var chunk in told.Select(o => (o.RuleId, o.Key)).Distinct().Chunk(ChunkSize))
        {
            var pairs = string.Join(", ", chunk.Select((_, i) => $"({SqlSession.Parameters(2 * i, 2)})"));
            _found.Add(questions.Ask(
                $"""
                SELECT {AlertSql.AlertColumns} FROM "Alerts" WHERE "State" <> {(int)AlertState.Resolved} AND ("RuleId", "KeyHash") IN (VALUES {pairs})
                {(session.IsSqlite ? "" : """ORDER BY "Id" FOR UPDATE""")}
                """,
                AlertSql.ReadAlert,
                [.. chunk.SelectMany(thread => new[] { session.Id(thread.RuleId.Value), KeyHash.OfJson(thread.Key) })]));
        }
    }

    /// <summary>What the keys' clocks show: as late as the last occurrence of their unresolved alert.</summary>
    public KeyClocks Clocks()
    {
        var clocks = new KeyClocks();
        foreach (var (alert, _) in _found.SelectMany(f => f))
            clocks.Advance(alert.RuleId, alert.Key, alert.LastAt);
        return clocks;
    }

    /// <summary>The alert of each occurrence, in the same order; null for those in shadow.</summary>
    /// <param name="occurrences">Some of those that were asked for.</param>
    public IReadOnlyList<Alert?> Join(IReadOnlyList<Occurrence> occurrences)
    {
        var threads = occurrences.Where(o => !o.IsShadow).GroupBy(o => (o.RuleId, o.Key)).ToDictionary(g => g.Key, g => new AlertThread(g.ToList()));
        if (threads.Count == 0)
            return new Alert?[occurrences.Count];
        var names = _names.SelectMany(n => n).ToDictionary(n => n.Id, n => n.Name);
        var found = _found.SelectMany(f => f).ToDictionary(f => (f.Alert.RuleId, f.Alert.Key), f => f.Alert);
        foreach (var (key, thread) in threads)
        {
            thread.Found = found.GetValueOrDefault(key);
            thread.Grow(names.GetValueOrDefault(thread.RuleId, ""), at);
        }

        session.Later(Insert, threads.Values.Where(t => t.IsNew).Select(InsertValues));
        session.Later(Update, threads.Values.Where(t => !t.IsNew).Select(UpdateValues));
        AlertCounts.Add(session, [(AlertState.Open, threads.Values.Count(t => t.IsNew))]);
        return [.. occurrences.Select(o => o.IsShadow ? null : threads[(o.RuleId, o.Key)].Alert)];
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
