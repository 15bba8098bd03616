using System.Runtime.CompilerServices;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Lake.Log;
using BlazorLake.Lake.Query;
using BlazorLake.Lake.Storage;

namespace BlazorLake.Lake.Appending;

/// <summary>Which events were added to a table since a version: the index of recent keys is built from this (ADR 0003).</summary>
internal sealed class AddedKeysReader(ILakeStorage storage, TableLogs logs)
{
    /// <summary>Above this many commits the live files are fewer than the commits that made them.</summary>
    private const int MaxCommits = 256;
    private const int PartKeys = 1_000_000;

    public async IAsyncEnumerable<AddedKeys> ReadAsync(
        StreamName stream, long version, DateTimeOffset receivedFrom, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await logs.ReadNewestAsync(stream, cancellationToken) is not { } snapshot || snapshot.Version <= version)
            yield break;
        var commits = version >= 0 && snapshot.Version - version <= MaxCommits ? await ReadCommitsAsync(stream, version, snapshot, cancellationToken) : null;
        var parts = commits is null ? ReadSnapshot(stream, version, snapshot, receivedFrom) : ReadEach(stream, commits, receivedFrom);
        foreach (var (files, upTo, at) in parts)
            yield return new AddedKeys(upTo, at, await ReadKeysAsync(stream, files, receivedFrom, cancellationToken));
    }

    private static IEnumerable<Part> ReadEach(StreamName stream, IReadOnlyList<Commit> commits, DateTimeOffset receivedFrom) =>
        commits.Select(commit => new Part([.. commit.Files.Where(file => IsRecent(file, receivedFrom))], commit.Version, commit.At));

    // By the time received, so that each part can be forgotten as early as possible.
    private static IEnumerable<Part> ReadSnapshot(StreamName stream, long version, Snapshot snapshot, DateTimeOffset receivedFrom)
    {
        var files = snapshot.Files.Values.Where(file => IsRecent(file, receivedFrom)).OrderBy(file => file.Parsed.LastReceivedAt ?? DateTimeOffset.MaxValue).ToList();
        var part = new List<DeltaAction.Add>();
        var rows = 0L;
        foreach (var file in files)
        {
            if (rows >= PartKeys)
            {
                yield return new Part(part, version, LastReceivedAt(part, snapshot));
                part = [];
                rows = 0;
            }

            part.Add(file);
            rows += file.Parsed.RowCount ?? PartKeys;
        }

        yield return new Part(part, snapshot.Version, LastReceivedAt(part, snapshot));
    }

    /// <summary>Null when a commit, or a file of one, is gone: cleaned up or compacted.</summary>
    private async Task<IReadOnlyList<Commit>?> ReadCommitsAsync(StreamName stream, long version, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var commits = new List<Commit>();
        for (var next = version + 1; next <= snapshot.Version; next++)
        {
            if (await logs.LogOf(stream).ReadCommitAsync(next, cancellationToken) is not { } actions)
                return null;
            var files = actions.OfType<DeltaAction.Add>().Where(file => file.DataChange).ToList();
            if (files.Any(file => !snapshot.Files.ContainsKey(file.Path)))
                return null;
            var at = actions.OfType<DeltaAction.CommitInfo>().FirstOrDefault()?.At is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : snapshot.CommittedAt;
            commits.Add(new Commit(next, at, files));
        }

        return commits;
    }

    private async Task<IReadOnlyList<EventKey>> ReadKeysAsync(StreamName stream, IReadOnlyList<DeltaAction.Add> files, DateTimeOffset receivedFrom, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
            return [];
        var from = receivedFrom == DateTimeOffset.MinValue ? long.MinValue : EventRows.ToMicroseconds(receivedFrom);
        var keys = new List<EventKey>((int)Math.Min(int.MaxValue, files.Sum(file => file.Parsed.RowCount ?? 0)));
        foreach (var file in files)
        {
            if (!DeltaPath.IsInside(file.Path))
                throw new DeltaTableException($"The table '{stream}' refers to '{file.Path}', which is outside its folder, and is not read.");
            FileKeys.Read(await storage.OpenLocalAsync($"{stream.Value}/{file.Path}", cancellationToken), stream, from, keys, cancellationToken);
        }

        return keys;
    }

    private static bool IsRecent(DeltaAction.Add file, DateTimeOffset receivedFrom) => file.Parsed.LastReceivedAt is not { } last || last >= receivedFrom;

    private static DateTimeOffset LastReceivedAt(List<DeltaAction.Add> files, Snapshot snapshot) =>
        files.Count == 0 ? snapshot.CommittedAt : files.Max(file => file.Parsed.LastReceivedAt ?? snapshot.CommittedAt);

    private sealed record Commit(long Version, DateTimeOffset At, IReadOnlyList<DeltaAction.Add> Files);

    private sealed record Part(IReadOnlyList<DeltaAction.Add> Files, long UpTo, DateTimeOffset At);
}
