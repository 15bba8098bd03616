using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Persistence.Databases;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Access;

internal sealed class AuditStore(IDbContextFactory<BlazorLakeContext> contexts, TimeProvider clock) : IAuditStore
{
    public async Task WriteAsync(string by, string action, string subjectKind, string subjectId, string detail, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.AuditEntries.Add(AuditSql.Row(clock.GetInstant(), by, action, subjectKind, subjectId, detail));
        await context.SaveChangesAsync(cancellationToken);
    }

    public async Task<Page<AuditEntry>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var before = PageCursor.Parse(page.Cursor).Order;
        var rows = context.AuditEntries.AsNoTracking().Where(a => a.Id < before);
        if (filter.SubjectKind is { } kind)
            rows = rows.Where(a => a.SubjectKind == kind);
        if (filter.SubjectId is { } id)
            rows = rows.Where(a => a.SubjectId == id);
        return (await rows.OrderByDescending(a => a.Id).Take(page.Limit + 1).ToListAsync(cancellationToken)).ToPage(
            page,
            row => new PageCursor(row.Id, Guid.Empty),
            row => new AuditEntry(row.Id, row.At, row.By, row.Action, row.SubjectKind, row.SubjectId, row.Detail));
    }
}
