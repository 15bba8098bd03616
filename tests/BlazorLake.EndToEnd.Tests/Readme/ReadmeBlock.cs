using System.Text.RegularExpressions;
using BlazorLake.Testing;

namespace BlazorLake.EndToEnd.Tests.Readme;

/// <summary>One fenced <c>bash</c> block of README.md; a comment above it, <c>&lt;!-- ci: note --&gt;</c>, says what is special about it.</summary>
internal sealed partial record ReadmeBlock(string Commands, string Note)
{
    public bool IsServer => Note == "server";

    public bool IsThisRun => Note == "is this very run";

    public bool NeedsDocker => Note == "needs docker";

    public static IReadOnlyList<ReadmeBlock> All { get; } =
    [
        .. Fence().Matches(File.ReadAllText(RepositoryFolder.Combine("README.md"))).Select(match => new ReadmeBlock(match.Groups["commands"].Value, match.Groups["note"].Value)),
    ];

    [GeneratedRegex(@"(<!-- ci: (?<note>[^>]+) -->\n)?```bash\n(?<commands>.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Fence();
}
