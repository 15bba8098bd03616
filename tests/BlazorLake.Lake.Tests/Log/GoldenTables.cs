using System.Formats.Tar;
using System.IO.Compression;
using BlazorLake.Testing;

namespace BlazorLake.Lake.Tests.Log;

/// <summary>Tables written by Spark's Delta, from the shared fixtures beside the repository; unpacked once for a run.</summary>
public sealed class GoldenTables : IDisposable
{
    private readonly TemporaryFolder _folder = new("golden");

    public GoldenTables()
    {
        var archive = Path.GetFullPath(RepositoryFolder.Combine("..", "shared", "fixtures", "delta-golden.tar.gz"));
        IsThere = File.Exists(archive);
        if (!IsThere)
            return;
        using var file = File.OpenRead(archive);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(gzip, _folder.Path, overwriteFiles: true);
    }

    public bool IsThere { get; }

    public string Root => _folder.Path;

    public void Dispose() => _folder.Dispose();
}
