using System.Runtime.CompilerServices;
using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Persistence.Alerts;
using BlazorLake.Persistence.Databases;
using BlazorLake.Persistence.Streams;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Evaluation;

/// <summary>One transaction for each group of events; the log's primary key decides which worker was first (ADR 0003).</summary>
internal sealed class EvaluationStore(IDbContextFactory<BlazorLakeContext> contexts) : IEvaluationStore
{
    /// <summary>Log rows read at once: bounds memory while the log is read back.</summary>
    private const int ReadRows = 200;

    /// <summary>Ids looked up by one statement.</summary>
    private const int ChunkSize = 500;

    private const string TakePosition =
        """
        INSERT INTO "EvaluationLog" ("Position", "At", "Keys")
        SELECT @p0, @p1, @p2 WHERE @p0 = (SELECT COALESCE(MAX("Position"), 0) + 1 FROM "EvaluationLog")
        ON CONFLICT DO NOTHING
        RETURNING "Position"
        """;

    private const string InsertOccurrence =
        $"""
        INSERT INTO "Occurrences" ({AlertSql.OccurrenceColumns}, "KeyValuesHash")
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13)
        """;

    public async Task<EvaluationOutcome> CommitAsync(EvaluationCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(commit, cancellationToken);
        }
        catch (Exception error) when (UnstorableContent.ReasonOf(error) is { } reason)
        {
            return new EvaluationOutcome.Refused(reason);
        }
    }

    public async IAsyncEnumerable<EvaluatedKeys> ReadKeysAsync(long position, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
            var rows = await session.QueryAsync(
                $"""SELECT "Position", "At", "Keys" FROM "EvaluationLog" WHERE "Position" > @p0 ORDER BY "Position" LIMIT {ReadRows}""",
                row => new EvaluatedKeys(row.Number(0), row.Instant(1), ReadKeys(row.Bytes(2))),
                [position],
                cancellationToken);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < ReadRows)
                yield break;
            position = rows[^1].Position;
        }
    }

    /// <summary>The newest row stays, whatever its age: it says which position is next.</summary>
    public async Task ForgetKeysAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        const string sql =
            """
            DELETE FROM "EvaluationLog" WHERE "Position" IN
                (SELECT "Position" FROM "EvaluationLog" WHERE "At" < @p0 AND "Position" < (SELECT MAX("Position") FROM "EvaluationLog") ORDER BY "At" LIMIT 1000)
            """;
        // In small steps, so that commits need not wait long for one of them.
        int forgotten;
        do
        {
            await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
            forgotten = await session.ExecuteAsync(sql, [SqlSession.Instant(before)], cancellationToken);
        }
        while (forgotten > 0);
    }

    private async Task<EvaluationOutcome> WriteAsync(EvaluationCommit commit, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.BeginAsync(contexts, cancellationToken);
        var keys = new byte[commit.Keys.Count * EventKey.SizeBytes];
        for (var i = 0; i < commit.Keys.Count; i++)
            commit.Keys[i].Write(keys.AsSpan(i * EventKey.SizeBytes, EventKey.SizeBytes));
        // All that must be known is asked in one go, before it is clear that the position is ours: if it is not, nothing of this is kept.
        var questions = new SqlQuestions();
        var taken = questions.Ask(TakePosition, row => row.Number(0), [commit.Position, SqlSession.Instant(commit.At), keys]);
        var known = AskKnown(session, questions, commit.Occurrences);
        // The key is cleaned here, once, because an alert is found by it.
        var cleaned = commit.Occurrences.Select(o => o with { Key = StoredText.Clean(o.Key) }).ToList();
        var join = new AlertJoin(session, commit.At);
        join.Ask(questions, cleaned);
        await session.AnswerAsync(questions, cancellationToken);
        if (taken.Count == 0)
            return new EvaluationOutcome.Behind();

        // An occurrence that exists already, before or earlier in this commit, is not a second one.
        var ids = known.SelectMany(id => id).ToHashSet();
        var clocks = join.Clocks();
        var occurrences = cleaned.Where(o => ids.Add(o.Id)).Select(clocks.Place).ToList();
        var alerts = join.Join(occurrences);
        session.Later(InsertOccurrence, occurrences.Select((o, i) => Values(session, o, alerts[i])));
        StreamSql.AddCounts(session, commit.Counts);
        StreamSql.AddUnreadable(session, commit.Unreadable);
        await session.CommitAsync(cancellationToken);
        return new EvaluationOutcome.Committed([.. alerts.OfType<Alert>().Distinct()]);
    }

    private static EventKey[] ReadKeys(byte[] bytes)
    {
        var keys = new EventKey[bytes.Length / EventKey.SizeBytes];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = EventKey.Read(bytes.AsSpan(i * EventKey.SizeBytes, EventKey.SizeBytes));
        return keys;
    }

    private static List<List<Guid>> AskKnown(SqlSession session, SqlQuestions questions, IReadOnlyList<Occurrence> occurrences) =>
    [
        .. occurrences.Chunk(ChunkSize).Select(chunk => questions.Ask(
            $"""SELECT "Id" FROM "Occurrences" WHERE "Id" IN ({SqlSession.Parameters(0, chunk.Length)})""", row => row.Id(0), [.. chunk.Select(o => session.Id(o.Id))])),
    ];

    private static object?[] Values(SqlSession session, Occurrence o, Alert? alert) =>
    [
        session.Id(o.Id), session.Id(o.RuleId.Value), o.RuleVersion, (int)o.Severity, o.Key, SqlSession.Instant(o.At), SqlSession.Instant(o.RecordedAt),
        OccurrenceEvents.Write(o.Events), StoredText.Clean(o.Explanation), o.Parameters is null ? null : StoredText.Clean(o.Parameters),
        StoredText.Clean(o.Title), StoredText.Clean(o.Body), alert is null ? null : session.Id(alert.Id.Value), KeyHash.OfValues(o.Key),
    ];
}
