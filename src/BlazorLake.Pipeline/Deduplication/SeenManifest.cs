using System.Text.Json;

namespace BlazorLake.Pipeline.Deduplication;

/// <summary>Which runs there are and up to where of each log they reach; replaced as a whole by a rename.</summary>
internal sealed record SeenManifest(IReadOnlyList<SeenRun> Runs, IReadOnlyDictionary<string, long> Positions)
{
    public const string FileName = "manifest.json";

    public static readonly SeenManifest Empty = new([], new Dictionary<string, long>());

    /// <summary>Null when there is none that can be read.</summary>
    public static SeenManifest? Read(string folder)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<SeenManifest>(File.ReadAllBytes(Path.Combine(folder, FileName)));
            return manifest is { Runs: not null, Positions: not null } ? manifest : null;
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var next = path + ".next";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            JsonSerializer.Serialize(file, this);
            file.Flush(flushToDisk: true);
        }
        File.Move(next, path, overwrite: true);
    }
}

/// <param name="Day">The UTC day, as a day number, of the newest key in it: the run is forgotten 8 days after that day began.</param>
internal sealed record SeenRun(string File, int Day, long Count);
