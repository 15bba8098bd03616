using BlazorLake.Domain;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;

namespace BlazorLake.Portal.Tests.Lake;

internal sealed class FakeLakeCatalog : ILakeCatalog
{
    public List<LakeTable> Tables { get; } = [];

    public List<LakeColumn> Columns { get; } = [];

    public List<LakePartition> Partitions { get; } = [];

    public List<LakeFile> Files { get; } = [];

    public List<LakeCommit> Commits { get; } = [];

    public Exception? Failure { get; set; }

    public Task<IReadOnlyList<LakeTable>> ListAsync(CancellationToken cancellationToken) =>
        Failure is null ? Task.FromResult<IReadOnlyList<LakeTable>>([.. Tables]) : Task.FromException<IReadOnlyList<LakeTable>>(Failure);

    public Task<LakeTableDetail?> FindAsync(StreamName stream, CancellationToken cancellationToken) =>
        Task.FromResult(Tables.Find(t => t.Stream == stream) is { } table ? new LakeTableDetail(table, $"/lake/{stream}", Columns, ["dt"]) : null);

    public Task<Page<LakePartition>?> ReadPartitionsAsync(StreamName stream, PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult<Page<LakePartition>?>(PageOf(Partitions, page));

    public Task<Page<LakeFile>?> ReadFilesAsync(StreamName stream, DateOnly? partition, PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult<Page<LakeFile>?>(PageOf([.. Files.Where(f => partition is null || f.Date == partition)], page));

    public Task<Page<LakeCommit>?> ReadHistoryAsync(StreamName stream, PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult<Page<LakeCommit>?>(PageOf(Commits, page));

    private static Page<T> PageOf<T>(List<T> all, PageRequest page)
    {
        var start = page.Cursor is null ? 0 : int.Parse(page.Cursor, System.Globalization.CultureInfo.InvariantCulture);
        var next = start + page.Limit;
        return new Page<T>([.. all.Skip(start).Take(page.Limit)], next < all.Count ? next.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }
}
