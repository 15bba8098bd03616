using BlazorLake.Persistence.Databases;

namespace BlazorLake.Persistence.Access;

internal static class AuditSql
{
    private const int MaxDetailLength = 2000;

    public static Task WriteAsync(
        SqlSession session, DateTimeOffset at, string by, string action, string subjectKind, string subjectId, string detail, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """INSERT INTO "AuditEntries" ("At", "By", "Action", "SubjectKind", "SubjectId", "Detail") VALUES (@p0, @p1, @p2, @p3, @p4, @p5)""",
            [SqlSession.Instant(at), by, action, subjectKind, subjectId, StoredText.Clean(detail, MaxDetailLength)],
            cancellationToken);

    /// <summary>The same for a change that is made through the context.</summary>
    public static AuditRow Row(DateTimeOffset at, string by, string action, string subjectKind, string subjectId, string detail) => new()
    {
        At = at,
        By = by,
        Action = action,
        SubjectKind = subjectKind,
        SubjectId = subjectId,
        Detail = StoredText.Clean(detail, MaxDetailLength),
    };
}
