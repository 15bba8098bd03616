namespace BlazorLake.Domain.Access;

/// <summary>Who did what when. Written in the transaction of the change itself, never changed.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="By">The person's e-mail address, <c>key:NAME</c> for an API key, or <c>BlazorLake</c> for what the program did by itself.</param>
/// <param name="Action">What was done, as a past-tense word: <c>created</c>, <c>saved</c>, <c>enabled</c>, <c>acknowledged</c> …</param>
/// <param name="SubjectKind"><c>rule</c>, <c>alert</c>, <c>apiKey</c>, <c>user</c>, <c>stream</c> or <c>message</c>.</param>
/// <param name="SubjectId">The id, name or e-mail address of the subject.</param>
/// <param name="Detail">One plain sentence more, or empty; never a secret.</param>
public sealed record AuditEntry(long Id, DateTimeOffset At, string By, string Action, string SubjectKind, string SubjectId, string Detail);

/// <summary>The audit log.</summary>
public interface IAuditStore
{
    Task WriteAsync(string by, string action, string subjectKind, string subjectId, string detail, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<Page<AuditEntry>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>Which entries; null: all.</summary>
public sealed record AuditFilter(string? SubjectKind = null, string? SubjectId = null);
