using BlazorLake.Testing;

namespace BlazorLake.Architecture.Tests;

/// <summary>The files a person wrote: what is built, fetched, generated or made by a run is left out.</summary>
internal static class SourceFiles
{
    private static readonly HashSet<string> Made = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".idea", "bin", "obj", "artifacts", "node_modules", "TestResults", "data",
    };

    /// <summary>Paths with slashes, relative to the repository.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Walk(new DirectoryInfo(RepositoryFolder.Path)).Select(Relative).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Folders { get; } = [.. All.SelectMany(Parents).Distinct().Order(StringComparer.Ordinal)];

    public static IEnumerable<string> With(params string[] extensions) =>
        All.Where(file => extensions.Any(extension => file.EndsWith(extension, StringComparison.Ordinal)));

    public static string[] Lines(string file) => File.ReadAllLines(RepositoryFolder.Combine(file));

    public static string Text(string file) => File.ReadAllText(RepositoryFolder.Combine(file));

    public static bool IsMigration(string file) => file.Contains("/Migrations/", StringComparison.Ordinal);

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(child => !Made.Contains(child.Name)).SelectMany(Walk));

    private static string Relative(FileInfo file) => Path.GetRelativePath(RepositoryFolder.Path, file.FullName).Replace('\\', '/');

    private static IEnumerable<string> Parents(string file)
    {
        for (var end = file.LastIndexOf('/'); end > 0; end = file.LastIndexOf('/', end - 1))
            yield return file[..end];
    }
}
