using System.Text.RegularExpressions;

namespace BlazorLake.Architecture.Tests;

/// <summary>Where files live, how long they are, and what never belongs in them.</summary>
public sealed partial class RepositoryTests
{
    private const int MaxLines = 400;
    private const int MaxMarkupLines = 120;
    private const int MaxCodeBehindLines = 200;

    private static readonly string[] TopLevel =
    [
        "src", "tests", "docs", "wwwroot-shared", ".ci", ".config", "BlazorLake.sln", "docker-compose.yml", "Dockerfile", ".dockerignore", ".env.example", "README.md", "CONTRIBUTING.md", "CHANGELOG.md",
        "test.sh", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", "nuget.config", ".editorconfig", ".gitignore", ".gitattributes", "BannedSymbols.txt",
    ];

    // Names that say nothing about what is inside, so that everything ends up there.
    private static readonly string[] EmptyNames = ["Core", "Common", "Shared", "Utils", "Utilities", "Helpers", "Infrastructure", "Services", "Models", "Misc"];

    [Fact]
    public void TopLevel_HoldsOnlyWhatANewcomerExpects() =>
        Failures.None("The top level is src, tests, docs, wwwroot-shared and the usual build files.", SourceFiles.All.Select(file => file.Split('/')[0]).Except([.. TopLevel, ".git"]));

    [Fact]
    public void Folders_HaveNamesThatSayWhatIsInside()
    {
        var failures = SourceFiles.Folders
            .Where(folder => folder.StartsWith("src/", StringComparison.Ordinal) || folder.StartsWith("tests/", StringComparison.Ordinal))
            .Where(folder => EmptyNames.Contains(folder.Split('/')[^1].Split('.')[^1], StringComparer.OrdinalIgnoreCase));
        Failures.None($"No project or folder is called {string.Join(", ", EmptyNames)}.", failures);
    }

    [Fact]
    public void Files_AreNeverLongerThanAPersonReads()
    {
        var failures =
            from file in SourceFiles.With(".cs", ".razor", ".css", ".js", ".sh")
            where !SourceFiles.IsMigration(file)
            let limit = file.EndsWith(".razor", StringComparison.Ordinal) ? MaxMarkupLines : file.EndsWith(".razor.cs", StringComparison.Ordinal) ? MaxCodeBehindLines : MaxLines
            let lines = SourceFiles.Lines(file).Length
            where lines > limit
            select $"{file}: {lines} lines, allowed {limit}";
        Failures.None("A file over its limit wants a second room.", failures);
    }

    [Fact]
    public void Code_HasNoRegions() =>
        Failures.None("No regions.", SourceFiles.With(".cs").Where(file => SourceFiles.Lines(file).Any(line => line.TrimStart().StartsWith("#region", StringComparison.Ordinal))));

    [Fact]
    public void Code_IsFinished()
    {
        var failures =
            from file in SourceFiles.With(".cs", ".razor", ".js", ".css", ".sh", ".yml")
            where file != $"tests/BlazorLake.Architecture.Tests/{nameof(RepositoryTests)}.cs" && !SourceFiles.IsMigration(file)
            from line in SourceFiles.Lines(file).Select((text, index) => (text, number: index + 1))
            where Unfinished().IsMatch(line.text)
            select $"{file}:{line.number}: {line.text.Trim()}";
        Failures.None("Finish it, or leave it out.", failures);
    }

    [Fact]
    public void Tests_WaitForThingsNotForTime()
    {
        var failures =
            from file in SourceFiles.With(".cs")
            where file.StartsWith("tests/", StringComparison.Ordinal) && file.Contains(".Tests/", StringComparison.Ordinal) && !file.Contains(".Architecture.Tests/", StringComparison.Ordinal)
            from line in SourceFiles.Lines(file).Select((text, index) => (text, number: index + 1))
            where Sleep().IsMatch(line.text)
            select $"{file}:{line.number}: {line.text.Trim()}";
        Failures.None("A test waits with Eventually, a FakeTimeProvider or a signal; it neither sleeps nor is skipped.", failures);
    }

    [Fact]
    public void Files_NameNoMachineAndNoRegistry()
    {
        // Put together here, so that this file does not name them either.
        string[] banned = ["/work" + "/", "/root" + "/", "api.nuget" + ".org", "registry.npmjs" + ".org", "pypi" + ".org"];
        var failures =
            from file in SourceFiles.With(".cs", ".razor", ".md", ".sh", ".yml", ".json", ".props", ".targets", ".csproj", ".sln", ".css", ".js", "/run", "Dockerfile")
            let text = SourceFiles.Text(file)
            from word in banned
            where text.Contains(word, StringComparison.OrdinalIgnoreCase)
            select $"{file} names {word}";
        Failures.None("A clone must build anywhere: no path of one machine, no address of one registry.", failures);
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b|\bfor now\b", RegexOptions.CultureInvariant)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay\((?!Timeout)|\bSkip\s*=", RegexOptions.CultureInvariant)]
    private static partial Regex Sleep();
}
