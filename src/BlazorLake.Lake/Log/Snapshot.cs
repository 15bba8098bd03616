using System.Collections.Immutable;
using BlazorLake.Lake.Schema;

namespace BlazorLake.Lake.Log;

/// <summary>One version of a table: the live files and what is known about it. Immutable; the next version is <see cref="Apply"/>.</summary>
/// <param name="CommittedAt">When the version was committed.</param>
/// <param name="Tombstones">Removed files that a checkpoint must still name.</param>
internal sealed record Snapshot(
    long Version,
    DateTimeOffset CommittedAt,
    DeltaAction.Protocol? Protocol,
    DeltaAction.Metadata? Metadata,
    ImmutableDictionary<string, DeltaAction.Add> Files,
    ImmutableDictionary<string, DeltaAction.Remove> Tombstones,
    ImmutableDictionary<string, DeltaAction.Transaction> Transactions)
{
    public const int ReaderVersion = 1;
    public const int WriterVersion = 2;

    private TableSchema? _schema;

    public static readonly Snapshot Empty = new(
        -1,
        DateTimeOffset.MinValue,
        null,
        null,
        ImmutableDictionary.Create<string, DeltaAction.Add>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, DeltaAction.Remove>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, DeltaAction.Transaction>(StringComparer.Ordinal));

    public TableSchema Schema => _schema ??= TableSchema.Parse(Metadata!.Schema);

    /// <summary>The version after these actions; the latest of each kind wins.</summary>
    /// <param name="at">Used when the actions carry no commit time.</param>
    public Snapshot Apply(long version, IReadOnlyCollection<DeltaAction> actions, DateTimeOffset at)
    {
        var files = Files.ToBuilder();
        var tombstones = Tombstones.ToBuilder();
        var transactions = Transactions.ToBuilder();
        var protocol = Protocol;
        var metadata = Metadata;
        foreach (var action in actions)
        {
            switch (action)
            {
                case DeltaAction.Add add:
                    files[add.Path] = add;
                    tombstones.Remove(add.Path);
                    break;
                case DeltaAction.Remove remove:
                    files.Remove(remove.Path);
                    tombstones[remove.Path] = remove;
                    break;
                case DeltaAction.Metadata changed:
                    metadata = changed;
                    break;
                case DeltaAction.Protocol changed:
                    protocol = changed;
                    break;
                case DeltaAction.Transaction transaction:
                    transactions[transaction.AppId] = transaction;
                    break;
                case DeltaAction.CommitInfo { At: { } milliseconds }:
                    at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
                    break;
            }
        }

        return new Snapshot(version, at, protocol, metadata, files.ToImmutable(), tombstones.ToImmutable(), transactions.ToImmutable());
    }

    /// <exception cref="DeltaTableException">It is not a table that reader version 1 may read.</exception>
    public Snapshot Checked()
    {
        if (Protocol is null)
            throw new DeltaTableException($"The log has no 'protocol' up to version {Version}.");
        if (Protocol.Reader > ReaderVersion)
            throw new DeltaTableException($"The table asks for reader version {Protocol.Reader}; BlazorLake reads Delta tables of reader version {ReaderVersion}.");
        if (Metadata is null)
            throw new DeltaTableException($"The log has no 'metaData' up to version {Version}.");
        try
        {
            _ = Schema;
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new DeltaTableException($"The table's schema can't be read: {exception.Message}", exception);
        }

        return this;
    }
}
