using System.Globalization;
using System.Text.RegularExpressions;

namespace BlazorLake.Lake.Log;

/// <summary>The names in <c>_delta_log</c>.</summary>
/// <remarks>Source: PROTOCOL.md "File Types". Everything else in the folder (<c>.crc</c>, compacted logs, temporary files) is null.</remarks>
internal abstract partial record LogFileName(long Version)
{
    public const string Folder = "_delta_log";
    public const string LastCheckpoint = "_last_checkpoint";

    public sealed record Commit(long Version) : LogFileName(Version);

    /// <summary>Part <paramref name="Part"/> of <paramref name="Parts"/>, from 1; 1 of 1 for a classic one.</summary>
    public sealed record Checkpoint(long Version, int Part, int Parts, string Name) : LogFileName(Version);

    /// <summary>A checkpoint of reader version 3, which we can't read.</summary>
    public sealed record NewerCheckpoint(long Version) : LogFileName(Version);

    public static string OfCommit(long version) => string.Create(CultureInfo.InvariantCulture, $"{version:D20}.json");

    public static string OfCheckpoint(long version) => string.Create(CultureInfo.InvariantCulture, $"{version:D20}.checkpoint.parquet");

    public static LogFileName? Parse(string name)
    {
        var match = Pattern().Match(name);
        if (!match.Success || !long.TryParse(match.Groups["version"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return null;
        if (match.Groups["commit"].Success)
            return new Commit(version);
        if (match.Groups["uuid"].Success)
            return new NewerCheckpoint(version);
        if (!match.Groups["part"].Success)
            return new Checkpoint(version, 1, 1, name);
        return int.TryParse(match.Groups["part"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            && int.TryParse(match.Groups["parts"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var parts)
            && part >= 1 && part <= parts ? new Checkpoint(version, part, parts, name) : null;
    }

    [GeneratedRegex(
        @"\A(?<version>[0-9]{20})\.(?:(?<commit>json)|checkpoint\.(?:(?<part>[0-9]{1,10})\.(?<parts>[0-9]{1,10})\.)?parquet|checkpoint\.(?<uuid>[0-9a-fA-F-]{36})\.(?:json|parquet))\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
