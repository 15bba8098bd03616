using BlazorLake.Domain;
using BlazorLake.Domain.Access;
using BlazorLake.Persistence.Databases;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Access;

internal sealed class ApiKeyStore(IDbContextFactory<BlazorLakeContext> contexts, TimeProvider clock) : IApiKeyStore
{
    private const int MaxNameLength = 200;

    public async Task<Page<ApiKey>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        object before = context.Database.IsSqlite() ? PageCursor.Parse(page.Cursor).Id.ToByteArray(bigEndian: true) : PageCursor.Parse(page.Cursor).Id;
        var rows = await context.ApiKeys
            .FromSqlRaw("""SELECT * FROM "ApiKeys" WHERE "Id" < {0}""", before)
            .AsNoTracking().OrderByDescending(k => k.Id).Take(page.Limit + 1).ToListAsync(cancellationToken);
        return rows.ToPage(page, row => new PageCursor(0, row.Id), ToKey);
    }

    public async Task<NewApiKey> CreateAsync(string name, IReadOnlyCollection<string> scopes, string by, CancellationToken cancellationToken)
    {
        var secret = ApiKeySecret.Create();
        return new NewApiKey(await ImportAsync(name, secret, scopes, by, cancellationToken), secret);
    }

    public async Task<ApiKey> ImportAsync(string name, string secret, IReadOnlyCollection<string> scopes, string by, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        if (scopes.Except(Scopes.All).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"'{unknown}' is no scope. Scopes: {string.Join(", ", Scopes.All)}.", nameof(scopes));
        var now = clock.GetInstant();
        var row = new ApiKeyRow
        {
            Id = Guid.CreateVersion7(now),
            Name = StoredText.Clean(name, MaxNameLength),
            Prefix = ApiKeySecret.PrefixOf(secret),
            Hash = ApiKeySecret.Hash(secret),
            Scopes = string.Join(' ', Scopes.All.Where(scopes.Contains)),
            CreatedAt = now,
            CreatedBy = by,
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ApiKeys.Add(row);
        context.AuditEntries.Add(AuditSql.Row(now, by, "created", "apiKey", row.Id.ToString(), $"{row.Name} ({row.Prefix}…), may {row.Scopes}"));
        await context.SaveChangesAsync(cancellationToken);
        return ToKey(row);
    }

    public async Task<bool> RevokeAsync(ApiKeyId id, string by, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.ApiKeys.SingleOrDefaultAsync(k => k.Id == id.Value, cancellationToken) is not { } row)
            return false;
        if (row.RevokedAt is not null)
            return true;
        row.RevokedAt = clock.GetInstant();
        context.AuditEntries.Add(AuditSql.Row(row.RevokedAt.Value, by, "revoked", "apiKey", row.Id.ToString(), $"{row.Name} ({row.Prefix}…)"));
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    public async Task<ApiKey?> FindBySecretAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = ApiKeySecret.Hash(secret);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null, cancellationToken) is { } row ? ToKey(row) : null;
    }

    public async Task MarkUsedAsync(ApiKeyId id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.ApiKeys.Where(k => k.Id == id.Value).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, at), cancellationToken);
    }

    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.ApiKeys.AnyAsync(cancellationToken);
    }

    private static ApiKey ToKey(ApiKeyRow row) => new(
        new ApiKeyId(row.Id), row.Name, row.Prefix, row.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.CreatedAt, row.CreatedBy, row.LastUsedAt, row.RevokedAt);
}
