using BlazorLake.Domain;
using BlazorLake.Domain.Rules;
using BlazorLake.Persistence.Access;
using BlazorLake.Persistence.Databases;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Rules;

internal sealed class RuleStore(IDbContextFactory<BlazorLakeContext> contexts, TimeProvider clock) : IRuleStore
{
    private const string FindRow = """SELECT * FROM "Rules" WHERE "Id" = {0} AND "DeletedAt" IS NULL""";

    public async Task<Page<SavedRule>> ListAsync(RuleFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var cursor = PageCursor.Parse(page.Cursor).Id;
        object before = context.Database.IsSqlite() ? cursor.ToByteArray(bigEndian: true) : cursor;
        var rules = context.Rules.FromSqlRaw("""SELECT * FROM "Rules" WHERE "Id" < {0} AND "DeletedAt" IS NULL""", before).AsNoTracking();
        if (filter.State is { } state)
            rules = rules.Where(r => r.State == state);
        if (!string.IsNullOrEmpty(filter.Stream))
            rules = rules.Where(r => EF.Functions.Like(r.Streams, LikePattern.Containing($"\n{filter.Stream}\n"), "\\"));
        if (!string.IsNullOrEmpty(filter.Tag))
            rules = rules.Where(r => EF.Functions.Like(r.Tags, LikePattern.Containing($"\n{filter.Tag}\n"), "\\"));
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var pattern = LikePattern.Containing(filter.Text.Trim().ToLowerInvariant());
            rules = rules.Where(r => EF.Functions.Like(r.Name.ToLower(), pattern, "\\") || EF.Functions.Like(r.Tags.ToLower(), pattern, "\\")
                || EF.Functions.Like(r.Streams, pattern, "\\"));
        }

        var rows = await rules.OrderByDescending(r => r.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return rows.ToPage(page, row => new PageCursor(0, row.Id), ToRule);
    }

    public async Task<SavedRule?> FindAsync(RuleId id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Rules.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id.Value && r.DeletedAt == null, cancellationToken) is { } row ? ToRule(row) : null;
    }

    public async Task<IReadOnlyList<RuleVersion>> ListVersionsAsync(RuleId id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.RuleVersions.AsNoTracking().Where(v => v.RuleId == id.Value).OrderBy(v => v.Version).ToListAsync(cancellationToken);
        return [.. rows.Select(v => new RuleVersion(v.Version, StoredDefinition.Read(v.Json), v.At, v.By))];
    }

    public async Task<SavedRule> AddAsync(RuleDefinition definition, RuleState state, string by, CancellationToken cancellationToken)
    {
        var now = clock.GetInstant();
        var row = new RuleRow
        {
            Id = RuleId.Create(now).Value,
            State = state,
            Name = "",
            Streams = "",
            Tags = "",
            Json = "",
            CreatedAt = now,
            UpdatedBy = by,
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Rules.Add(row);
        AddVersion(context, row, definition, by, now, "created");
        await SaveAsync(context, row, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ToRule(row);
    }

    public Task<RuleChange> SaveAsync(RuleId id, int? expectedVersion, RuleDefinition definition, string by, CancellationToken cancellationToken) =>
        ChangeAsync(id, expectedVersion, (context, row, now) => AddVersion(context, row, definition, by, now, "saved"), cancellationToken);

    public Task<RuleChange> SetStateAsync(RuleId id, RuleState state, string by, CancellationToken cancellationToken) =>
        ChangeAsync(id, expectedVersion: null, (context, row, now) => SetState(context, row, state, by, now), cancellationToken);

    public Task<RuleChange> DeleteAsync(RuleId id, string by, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            expectedVersion: null,
            (context, row, now) =>
            {
                row.DeletedAt = now;
                context.AuditEntries.Add(AuditSql.Row(now, by, "deleted", "rule", row.Id.ToString(), row.Name));
            },
            cancellationToken);

    public Task<long> ReadRevisionAsync(CancellationToken cancellationToken) => RunningRules.ReadRevisionAsync(contexts, cancellationToken);

    public Task<ActiveRules> LoadActiveAsync(CancellationToken cancellationToken) => RunningRules.ReadAllAsync(contexts, cancellationToken);

    public Task<ChangedRules?> ReadChangesAsync(long since, CancellationToken cancellationToken) => RunningRules.ReadChangesAsync(contexts, since, cancellationToken);

    /// <summary>Under a lock of the rule's row, so that of two savers of one version exactly one is told it is stale.</summary>
    private async Task<RuleChange> ChangeAsync(
        RuleId id, int? expectedVersion, Action<BlazorLakeContext, RuleRow, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        object key = context.Database.IsSqlite() ? id.Value.ToByteArray(bigEndian: true) : id.Value;
        var row = (await context.Rules.FromSqlRaw(context.Database.IsSqlite() ? FindRow : FindRow + " FOR UPDATE", key).ToListAsync(cancellationToken))
            .SingleOrDefault();
        if (row is null)
            return new RuleChange.NotFound();
        if (expectedVersion is { } expected && expected != row.Version)
            return new RuleChange.Stale(row.Version);
        change(context, row, clock.GetInstant());
        await SaveAsync(context, row, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new RuleChange.Done(ToRule(row));
    }

    private static async Task SaveAsync(BlazorLakeContext context, RuleRow row, CancellationToken cancellationToken)
    {
        if (!context.ChangeTracker.HasChanges())
            return;
        row.Revision = await RuleRevision.NextAsync(context, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
    }

    private static void AddVersion(BlazorLakeContext context, RuleRow row, RuleDefinition definition, string by, DateTimeOffset now, string action)
    {
        row.Version++;
        row.Name = StoredText.Clean(definition.Name);
        row.Streams = StoredDefinition.Lines(definition.Streams.Select(s => s.Value));
        row.Tags = StoredDefinition.Lines(definition.Tags);
        row.Json = StoredText.Clean(definition.Json);
        row.UpdatedAt = now;
        row.UpdatedBy = by;
        context.RuleVersions.Add(new RuleVersionRow { RuleId = row.Id, Version = row.Version, Json = row.Json, At = now, By = by });
        context.AuditEntries.Add(AuditSql.Row(now, by, action, "rule", row.Id.ToString(), $"{row.Name}, version {row.Version}"));
    }

    private static void SetState(BlazorLakeContext context, RuleRow row, RuleState state, string by, DateTimeOffset now)
    {
        if (row.State == state)
            return;
        row.State = state;
        row.UpdatedAt = now;
        row.UpdatedBy = by;
        var action = state switch
        {
            RuleState.Enabled => "enabled",
            RuleState.Disabled => "disabled",
            _ => "put in shadow",
        };
        context.AuditEntries.Add(AuditSql.Row(now, by, action, "rule", row.Id.ToString(), row.Name));
    }

    private static SavedRule ToRule(RuleRow row) =>
        new(new RuleId(row.Id), row.Version, row.State, StoredDefinition.Read(row.Json), row.CreatedAt, row.UpdatedAt, row.UpdatedBy);
}
