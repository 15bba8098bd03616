using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using BlazorLake.Persistence.Access;
using BlazorLake.Persistence.Databases;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Streams;

internal sealed class StreamStore(IDbContextFactory<BlazorLakeContext> contexts, TimeProvider clock) : IStreamStore
{
    public async Task<IReadOnlyList<StreamSummary>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // Sorted here: PostgreSQL's own order depends on how the database was made.
        return [.. (await context.Streams.AsNoTracking().ToListAsync(cancellationToken)).OrderBy(s => s.Name, StringComparer.Ordinal).Select(ToSummary)];
    }

    public async Task<StreamSummary?> FindAsync(StreamName stream, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Streams.AsNoTracking().SingleOrDefaultAsync(s => s.Name == stream.Value, cancellationToken) is { } row ? ToSummary(row) : null;
    }

    public async Task<StreamSettings> ReadSettingsAsync(StreamName stream, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.StreamSettings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == stream.Value, cancellationToken) is { } row
            ? new StreamSettings(row.TimeField)
            : StreamSettings.Default;
    }

    public async Task SaveSettingsAsync(StreamName stream, StreamSettings settings, string by, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.StreamSettings.SingleOrDefaultAsync(s => s.Name == stream.Value, cancellationToken);
        if (row is null)
            context.StreamSettings.Add(row = new StreamSettingsRow { Name = stream.Value });
        row.TimeField = settings.TimeField is null ? null : StoredText.Clean(settings.TimeField);
        context.AuditEntries.Add(AuditSql.Row(clock.GetInstant(), by, "changed settings", "stream", stream.Value, $"time field: {settings.TimeField ?? "none"}"));
        await context.SaveChangesAsync(cancellationToken);
    }

    public async Task<string?> ReadProfileAsync(StreamName stream, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.StreamProfiles.Where(p => p.Name == stream.Value).Select(p => p.Json).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<bool> WriteProfileAsync(StreamName stream, string? replaces, string profile, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        var clean = StoredText.Clean(profile);
        return await (replaces is null
            ? session.ExecuteAsync(
                """INSERT INTO "StreamProfiles" ("Name", "Json") VALUES (@p0, @p1) ON CONFLICT ("Name") DO NOTHING""", [stream.Value, clean], cancellationToken)
            : session.ExecuteAsync(
                """UPDATE "StreamProfiles" SET "Json" = @p1 WHERE "Name" = @p0 AND "Json" = @p2""", [stream.Value, clean, replaces], cancellationToken)) == 1;
    }

    private static StreamSummary ToSummary(StreamRow row) =>
        new(StreamName.Parse(row.Name), row.EventCount, row.DuplicateCount, row.FirstReceivedAt, row.LastReceivedAt, row.LastEventAt);
}
