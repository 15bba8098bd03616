using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using BlazorLake.Persistence.Databases;
using Microsoft.EntityFrameworkCore;

namespace BlazorLake.Persistence.Streams;

internal sealed class UnreadableMessageStore(IDbContextFactory<BlazorLakeContext> contexts) : IUnreadableMessageStore
{
    /// <summary>How much of a body a list carries; the whole is read one by one.</summary>
    private const int ListedBodyBytes = 4096;

    private const string Columns = """
        "Id", "Stream", "ReceivedAt", "Reason", "ContentType", "Headers", "BodySizeBytes", "ResentAt"
        """;

    public async Task<Page<UnreadableMessage>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        var rows = await session.QueryAsync(
            $"""SELECT {Columns}, substr("Body", 1, {ListedBodyBytes}) FROM "UnreadableMessages" WHERE "Id" < @p0 ORDER BY "Id" DESC LIMIT {page.Limit + 1}""",
            Read,
            [session.Id(PageCursor.Parse(page.Cursor).Id)],
            cancellationToken);
        return rows.ToPage(page, row => new PageCursor(0, row.Id), row => row);
    }

    public async Task<UnreadableMessage?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.OpenAsync(contexts, cancellationToken);
        return (await session.QueryAsync($"""SELECT {Columns}, "Body" FROM "UnreadableMessages" WHERE "Id" = @p0""", Read, [session.Id(id)], cancellationToken))
            .SingleOrDefault();
    }

    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.UnreadableMessages.LongCountAsync(m => m.ResentAt == null, cancellationToken);
    }

    public async Task KeepAsync(IReadOnlyList<UnreadableMessage> messages, CancellationToken cancellationToken)
    {
        await using var session = await SqlSession.BeginAsync(contexts, cancellationToken);
        StreamSql.AddUnreadable(session, messages);
        await session.CommitAsync(cancellationToken);
    }

    public async Task MarkResentAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.UnreadableMessages.Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.ResentAt, at), cancellationToken);
    }

    public async Task DiscardAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.UnreadableMessages.Where(m => m.Id == id).ExecuteDeleteAsync(cancellationToken);
    }

    private static UnreadableMessage Read(Row row) => new(
        row.Id(0), row.Text(1), row.Instant(2), row.Text(3), row.TextOrNull(4), StreamSql.ReadHeaders(row.Text(5)), row.Bytes(8), row.Number(6), row.InstantOrNull(7));
}
