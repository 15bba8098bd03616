using System.Globalization;
using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Deduplication;

/// <summary>The runs on disk. One thread adds, merges and forgets while another looks up: the list is swapped as a whole, and a run closes only when no look-up can be in it.</summary>
internal sealed class SeenRuns : IDisposable
{
    private const int MergeAt = 4;
    private const int WindowDays = 8;

    private readonly string _folder;
    private readonly Lock _looking = new();
    private volatile Entry[] _entries;
    private long _nextFile;

    private SeenRuns(string folder, Entry[] entries, IReadOnlyDictionary<string, long> positions, long nextFile)
    {
        (_folder, _entries, Positions, _nextFile) = (folder, entries, positions, nextFile);
    }

    private sealed record Entry(SeenRun Info, KeyRun Run);

    public IReadOnlyDictionary<string, long> Positions { get; private set; }

    public int RunCount => _entries.Length;

    /// <summary>What is on disk; empty, positions too, when anything of it can't be read.</summary>
    public static SeenRuns Open(string folder, int today)
    {
        var manifest = SeenManifest.Read(folder) ?? SeenManifest.Empty;
        var entries = new List<Entry>();
        try
        {
            foreach (var info in manifest.Runs)
                entries.Add(new Entry(info, KeyRun.Open(Path.Combine(folder, info.File))));
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            entries.ForEach(x => x.Run.Dispose());
            entries.Clear();
            manifest = SeenManifest.Empty;
        }
        var named = entries.Select(e => e.Info.File).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(folder, "*.keys").Where(f => !named.Contains(Path.GetFileName(f))))
            File.Delete(file);
        var next = entries.Select(e => long.Parse(Path.GetFileNameWithoutExtension(e.Info.File), CultureInfo.InvariantCulture)).DefaultIfEmpty().Max() + 1;
        var runs = new SeenRuns(folder, [.. entries], manifest.Positions, next);
        runs.Forget(today);
        return runs;
    }

    public bool Contains(EventKey key)
    {
        lock (_looking)
        {
            foreach (var entry in _entries)
                if (entry.Run.Contains(key))
                    return true;
            return false;
        }
    }

    public void Add(KeyTail tail, IReadOnlyDictionary<string, long> positions, int today)
    {
        var sorted = tail.Sorted();
        var info = new SeenRun(NextFile(), tail.Day, sorted.Length);
        var path = Path.Combine(_folder, info.File);
        KeyRunWriter.Write(path, sorted, sorted.Length);
        Positions = positions;
        Replace([], new Entry(info, KeyRun.Open(path)));
        Forget(today);
        while (Mergeable(today) is { } group)
            Merge(group);
    }

    /// <summary>Keeps how far the logs are read, without a new run.</summary>
    public void Keep(IReadOnlyDictionary<string, long> positions)
    {
        if (positions.Count == Positions.Count && positions.All(p => Positions.TryGetValue(p.Key, out var known) && known == p.Value))
            return;
        Positions = positions;
        Replace([], null);
    }

    public void Clear()
    {
        Positions = SeenManifest.Empty.Positions;
        Replace(_entries, null);
    }

    public void Dispose()
    {
        foreach (var entry in _entries)
            entry.Run.Dispose();
    }

    // Four runs of one day and about one size; of a day that is over, all.
    private Entry[]? Mergeable(int today) => _entries
        .GroupBy(e => (e.Info.Day, Tier: e.Info.Day < today ? 0 : (int)Math.Log(Math.Max(1, e.Info.Count / (double)RecentKeys.TailKeys), MergeAt)))
        .Select(g => g.ToArray())
        .FirstOrDefault(g => g.Length >= (g[0].Info.Day < today ? 2 : MergeAt));

    private void Merge(Entry[] group)
    {
        var file = NextFile();
        var path = Path.Combine(_folder, file);
        KeyRunWriter.Merge(path, group.Select(e => e.Run).ToArray());
        var run = KeyRun.Open(path);
        Replace(group, new Entry(new SeenRun(file, group[0].Info.Day, run.Count), run));
    }

    private void Forget(int today)
    {
        var old = _entries.Where(e => e.Info.Day < today - WindowDays + 1).ToArray();
        if (old.Length > 0)
            Replace(old, null);
    }

    private void Replace(Entry[] gone, Entry? added)
    {
        var next = _entries.Except(gone).Concat(added is null ? [] : [added]).ToArray();
        new SeenManifest(next.Select(e => e.Info).ToArray(), Positions).Write(_folder);
        lock (_looking)
            _entries = next;
        foreach (var entry in gone)
        {
            entry.Run.Dispose();
            File.Delete(entry.Run.Path);
        }
    }

    private string NextFile() => string.Create(CultureInfo.InvariantCulture, $"{_nextFile++:D12}.keys");
}
