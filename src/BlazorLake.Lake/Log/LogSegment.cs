namespace BlazorLake.Lake.Log;

/// <summary>Which files of a log give a version: a checkpoint (or none) and every commit after it.</summary>
/// <param name="Version">The version they give.</param>
/// <param name="CheckpointVersion">-1 when the commits start at 0.</param>
/// <param name="Checkpoint">Names of its parts, in order.</param>
internal sealed record LogSegment(long Version, long CheckpointVersion, IReadOnlyList<string> Checkpoint)
{
    /// <summary>The shortest ways to a version first: the newest complete checkpoint, older ones, then none. Pure.</summary>
    /// <param name="names">The folder's file names, in any order.</param>
    /// <param name="version">Which version; null: the newest.</param>
    /// <returns>Empty when there is no log at all.</returns>
    /// <exception cref="DeltaTableException">No way leads to the version.</exception>
    public static IReadOnlyList<LogSegment> Plan(IEnumerable<string> names, long? version)
    {
        var files = names.Select(LogFileName.Parse).OfType<LogFileName>().ToList();
        if (files.Count == 0)
            return [];
        var commits = files.OfType<LogFileName.Commit>().Select(commit => commit.Version).ToHashSet();
        var checkpoints = files.OfType<LogFileName.Checkpoint>()
            .GroupBy(part => (part.Version, part.Parts))
            .Where(parts => parts.Select(part => part.Part).Distinct().Count() == parts.Key.Parts)
            .OrderByDescending(parts => parts.Key.Version)
            .ToList();
        var newest = Math.Max(commits.Count == 0 ? -1 : commits.Max(), checkpoints.Count == 0 ? -1 : checkpoints[0].Key.Version);
        var target = version ?? newest;
        if (target < 0 || target > newest)
            throw new DeltaTableException(newest < 0
                ? "The log has neither a commit nor a checkpoint of the kinds reader version 1 knows."
                : $"The table has no version {target}; its newest is {newest}.");

        var ways = new List<LogSegment>();
        foreach (var checkpoint in checkpoints.Where(parts => parts.Key.Version <= target))
        {
            if (FirstMissing(commits, checkpoint.Key.Version + 1, target) is null)
                ways.Add(new LogSegment(target, checkpoint.Key.Version, [.. checkpoint.OrderBy(part => part.Part).Select(part => part.Name)]));
        }

        if (FirstMissing(commits, 0, target) is null)
            ways.Add(new LogSegment(target, -1, []));
        if (ways.Count > 0)
            return ways;

        var start = checkpoints.Where(parts => parts.Key.Version <= target).Select(parts => parts.Key.Version).DefaultIfEmpty(-1).First() + 1;
        var missing = FirstMissing(commits, start, target);
        var newer = files.OfType<LogFileName.NewerCheckpoint>().Any() ? " There is a checkpoint of reader version 3, which can't be read here." : "";
        throw new DeltaTableException($"The log has a gap: {LogFileName.OfCommit(missing ?? start)} is missing, so version {target} can't be read.{newer}");
    }

    private static long? FirstMissing(HashSet<long> commits, long from, long to)
    {
        for (var version = from; version <= to; version++)
        {
            if (!commits.Contains(version))
                return version;
        }

        return null;
    }
}
