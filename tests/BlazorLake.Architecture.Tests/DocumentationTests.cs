using System.Text.RegularExpressions;
using BlazorLake.Testing;

namespace BlazorLake.Architecture.Tests;

public sealed partial class DocumentationTests
{
    [Fact]
    public void Links_BetweenDocuments_LeadSomewhere()
    {
        var failures =
            from file in SourceFiles.With(".md")
            from Match link in Link().Matches(SourceFiles.Text(file))
            let target = link.Groups["target"].Value
            where !target.Contains("://", StringComparison.Ordinal)
            let path = Path.GetFullPath(Path.Combine(RepositoryFolder.Path, Path.GetDirectoryName(file)!, target))
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{file}: {target}";
        Failures.None("A link in a document leads to a file that is there.", failures);
    }

    [Fact]
    public void Decisions_AreNumberedOnce()
    {
        var numbers = SourceFiles.With(".md").Where(file => file.StartsWith("docs/adr/", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)[..4]).ToList();
        Failures.None("Each decision has its own number.", numbers.GroupBy(number => number).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.All(numbers, number => Assert.True(int.TryParse(number, out _), $"{number} is no number"));
    }

    [GeneratedRegex(@"\]\((?<target>[^)#]+)(#[^)]*)?\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
