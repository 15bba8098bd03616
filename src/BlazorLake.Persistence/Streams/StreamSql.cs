using System.Text.Json;
using BlazorLake.Domain.Evaluation;
using BlazorLake.Domain.Events;
using BlazorLake.Persistence.Databases;

namespace BlazorLake.Persistence.Streams;

/// <summary>What a commit of evaluated events changes of streams.</summary>
internal static class StreamSql
{
    /// <summary>Of a reason, a routing key or a header, in UTF-16 units.</summary>
    private const int MaxTextLength = 4000;

    private const string UpsertCounts =
        """
        INSERT INTO "Streams" ("Name", "EventCount", "DuplicateCount", "FirstReceivedAt", "LastReceivedAt", "LastEventAt")
        VALUES (@p0, @p1, @p2, @p3, @p3, @p4)
        ON CONFLICT ("Name") DO UPDATE SET
            "EventCount" = "Streams"."EventCount" + excluded."EventCount",
            "DuplicateCount" = "Streams"."DuplicateCount" + excluded."DuplicateCount",
            "LastReceivedAt" = CASE WHEN excluded."LastReceivedAt" > "Streams"."LastReceivedAt" THEN excluded."LastReceivedAt" ELSE "Streams"."LastReceivedAt" END,
            "LastEventAt" = CASE WHEN excluded."LastEventAt" > "Streams"."LastEventAt" THEN excluded."LastEventAt" ELSE "Streams"."LastEventAt" END
        """;

    private const string InsertUnreadable =
        """
        INSERT INTO "UnreadableMessages" ("Id", "Stream", "ReceivedAt", "Reason", "ContentType", "Headers", "Body", "BodySizeBytes", "ResentAt")
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, NULL)
        ON CONFLICT ("Id") DO NOTHING
        """;

    public static void AddCounts(SqlSession session, IReadOnlyList<StreamCounts> counts) => session.Later(
        UpsertCounts,
        counts.Select(c => new object?[] { c.Stream.Value, c.Accepted, c.Duplicates, SqlSession.Instant(c.LastReceivedAt), SqlSession.Instant(c.LastEventAt) }));

    public static void AddUnreadable(SqlSession session, IReadOnlyList<UnreadableMessage> messages) => session.Later(
        InsertUnreadable,
        messages.Select(m => new object?[]
        {
            session.Id(m.Id), StoredText.Clean(m.Stream, MaxTextLength), SqlSession.Instant(m.ReceivedAt), StoredText.Clean(m.Reason, MaxTextLength),
            m.ContentType is null ? null : StoredText.Clean(m.ContentType, MaxTextLength), WriteHeaders(m.Headers), m.Body.ToArray(), m.BodySizeBytes,
        }));

    public static IReadOnlyDictionary<string, string> ReadHeaders(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;

    private static string WriteHeaders(IReadOnlyDictionary<string, string> headers) => JsonSerializer.Serialize(headers);
}
