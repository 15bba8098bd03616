using System.Text.Json;
using BlazorLake.Lake.Engine;
using BlazorLake.Lake.Log;
using BlazorLake.Lake.Storage;

namespace BlazorLake.Lake.Tests.Log;

/// <summary>The log reader against tables of other origin.</summary>
public sealed class GoldenTableTests(GoldenTables tables) : IClassFixture<GoldenTables>, IDisposable
{
    private readonly DuckDb _duckDb = new(256L * 1024 * 1024, 1, Path.GetTempPath());

    public void Dispose() => _duckDb.Dispose();

    [Fact]
    public async Task Read_EveryReaderOneTable_HasTheFilesAPlainReplayGives()
    {
        SkipWithoutFixtures();
        var read = 0;
        foreach (var folder in TablesWithCommits())
        {
            if (PlainReplay(folder) is not { } expected)
                continue;
            var snapshot = await ReadAsync(Path.GetRelativePath(tables.Root, folder));
            Assert.NotNull(snapshot);
            Assert.Equal(expected.Order(StringComparer.Ordinal), snapshot.Files.Keys.Order(StringComparer.Ordinal));
            read++;
        }

        Assert.InRange(read, 70, 108);
    }

    [Theory]
    [InlineData("basic-with-vacuum-protocol-check-feature", "reader version 3")]
    [InlineData("data-reader-timestamp_ntz", "reader version 3")]
    [InlineData("deltalog-invalid-protocol-version", "reader version 99")]
    [InlineData("table-with-columnmapping-mode-id", "reader version 2")]
    [InlineData("v2-checkpoint-json", "reader version 3")]
    [InlineData("v2-checkpoint-parquet", "reader version 3")]
    [InlineData("type-widening", "reader version 3")]
    [InlineData("spark-variant-checkpoint", "reader version 3")]
    [InlineData("dv-partitioned-with-checkpoint", "deletion vector")]
    [InlineData("deltalog-state-reconstruction-without-protocol", "no 'protocol'")]
    [InlineData("deltalog-state-reconstruction-without-metadata", "reader version 3")]
    [InlineData("versions-not-contiguous", "00000000000000000001.json is missing")]
    public async Task Read_BrokenOrNewerTable_SaysWhy(string table, string reason)
    {
        SkipWithoutFixtures();

        var exception = await Assert.ThrowsAsync<DeltaTableException>(() => ReadAsync(table));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deltalog-state-reconstruction-from-checkpoint-missing-protocol", "no 'protocol'")]
    [InlineData("deltalog-state-reconstruction-from-checkpoint-missing-metadata", "no 'metaData'")]
    public async Task Read_IncompleteCheckpoint_IsOnlyReadAroundWhileItsCommitsAreThere(string table, string reason)
    {
        SkipWithoutFixtures();
        Assert.Equal(PlainReplay(Path.Combine(tables.Root, table))!.Count, (await ReadAsync(table))!.Files.Count);
        using var away = new CommitsAway(Path.Combine(tables.Root, table, "_delta_log"));

        var exception = await Assert.ThrowsAsync<DeltaTableException>(() => ReadAsync(table));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_FolderWithoutLog_IsNoTable()
    {
        SkipWithoutFixtures();
        Assert.Null(await ReadAsync("no-delta-log-folder"));
    }

    [Fact]
    public async Task Read_OlderVersion_IsTheTableAsItWas()
    {
        SkipWithoutFixtures();
        var folder = Path.Combine(tables.Root, "basic-with-inserts-deletes-checkpoint");
        var newest = (await ReadAsync("basic-with-inserts-deletes-checkpoint"))!.Version;
        for (var version = 0L; version <= newest; version++)
        {
            var snapshot = await ReadAsync("basic-with-inserts-deletes-checkpoint", version);
            Assert.Equal(PlainReplay(folder, version)!.Order(StringComparer.Ordinal), snapshot!.Files.Keys.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Read_MultiPartCheckpointWithoutItsCommits_GivesTheSameFiles()
    {
        SkipWithoutFixtures();
        var whole = await ReadAsync("multi-part-checkpoint");
        using var away = new CommitsAway(Path.Combine(tables.Root, "multi-part-checkpoint", "_delta_log"));

        var snapshot = await ReadAsync("multi-part-checkpoint");

        Assert.Equal(whole!.Files.Keys.Order(StringComparer.Ordinal), snapshot!.Files.Keys.Order(StringComparer.Ordinal));
        Assert.NotEmpty(snapshot.Files);
    }

    private Task<Snapshot?> ReadAsync(string table, long? version = null)
    {
        var storage = new LocalLakeStorage(tables.Root, TimeProvider.System);
        return new DeltaLog(storage, new CheckpointFiles(storage, _duckDb), table).ReadAsync(version, TestLake.Token);
    }

    private IEnumerable<string> TablesWithCommits() => Directory.EnumerateDirectories(tables.Root, "_delta_log", SearchOption.AllDirectories)
        .Where(log => File.Exists(Path.Combine(log, "00000000000000000000.json")))
        .Select(log => Path.GetDirectoryName(log)!);

    // A second, deliberately naive reader: all commits from 0, nothing else. Null when the table is not for reader version 1, or not whole.
    private static HashSet<string>? PlainReplay(string folder, long? upTo = null)
    {
        var live = new HashSet<string>(StringComparer.Ordinal);
        var (hasProtocol, hasMetadata) = (false, false);
        var commits = Directory.GetFiles(Path.Combine(folder, "_delta_log"), "*.json").Where(file => Path.GetFileNameWithoutExtension(file).All(char.IsDigit)).Order(StringComparer.Ordinal).ToList();
        for (var version = 0; version < commits.Count && version <= (upTo ?? long.MaxValue); version++)
        {
            if (int.Parse(Path.GetFileNameWithoutExtension(commits[version]), null) != version)
                return null;
            foreach (var line in File.ReadAllLines(commits[version]).Where(line => line.Length > 0))
            {
                var action = JsonDocument.Parse(line).RootElement;
                if (action.TryGetProperty("protocol", out var protocol))
                {
                    hasProtocol = true;
                    if (protocol.GetProperty("minReaderVersion").GetInt32() > 1)
                        return null;
                }

                hasMetadata |= action.TryGetProperty("metaData", out _);
                if (action.TryGetProperty("add", out var add))
                    live.Add(NameOf(add));
                if (action.TryGetProperty("remove", out var remove))
                    live.Remove(NameOf(remove));
            }
        }

        return hasProtocol && hasMetadata ? live : null;
    }

    private static string NameOf(JsonElement file)
    {
        var path = Uri.UnescapeDataString(file.GetProperty("path").GetString()!);
        path = path.StartsWith("file:", StringComparison.Ordinal) ? path["file:".Length..] : path;
        return path.StartsWith('/') ? "/" + path.TrimStart('/') : path;
    }

    private void SkipWithoutFixtures() => Assert.SkipUnless(tables.IsThere, "The shared fixtures (../shared/fixtures) are not beside this checkout.");

    /// <summary>Takes the commits up to the newest checkpoint away, as log clean-up does, and puts them back.</summary>
    private sealed class CommitsAway : IDisposable
    {
        private readonly string _log;

        public CommitsAway(string log)
        {
            _log = log;
            var checkpoint = Directory.GetFiles(log, "*.checkpoint*.parquet").Select(file => Path.GetFileName(file)[..20]).Max(StringComparer.Ordinal)!;
            foreach (var commit in Directory.GetFiles(log, "*.json").Where(file => string.CompareOrdinal(Path.GetFileNameWithoutExtension(file), checkpoint) <= 0))
                File.Move(commit, commit + ".away");
        }

        public void Dispose()
        {
            foreach (var away in Directory.GetFiles(_log, "*.away"))
                File.Move(away, away[..^".away".Length]);
        }
    }
}
