using BlazorLake.Domain;
using BlazorLake.Domain.Access;

namespace BlazorLake.Testing.Fakes;

/// <summary>The audit log in memory, newest first.</summary>
public sealed class FakeAuditStore(TimeProvider clock) : IAuditStore
{
    public List<AuditEntry> Entries { get; } = [];

    public Task WriteAsync(string by, string action, string subjectKind, string subjectId, string detail, CancellationToken cancellationToken)
    {
        Entries.Insert(0, new AuditEntry(Entries.Count + 1, clock.GetUtcNow(), by, action, subjectKind, subjectId, detail));
        return Task.CompletedTask;
    }

    public Task<Page<AuditEntry>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<AuditEntry>(
            [.. Entries.Where(e => (filter.SubjectKind is null || e.SubjectKind == filter.SubjectKind) && (filter.SubjectId is null || e.SubjectId == filter.SubjectId)).Take(page.Limit)], null));
}
