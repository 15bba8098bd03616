using System.IO.Compression;

namespace BlazorLake.Portal.Features.Import;

/// <summary>The file being imported, plain or gzip; can be read several times.</summary>
internal sealed class ImportFile(string path)
{
    private const int BufferBytes = 256 * 1024;

    public string Name { get; } = Path.GetFileName(path);

    public long SizeBytes { get; } = new FileInfo(path).Length;

    private bool IsCompressed => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>By its name (<c>.csv</c>, <c>.ndjson</c>, <c>.jsonl</c>, <c>.json</c>), else by its first character.</summary>
    public async Task<bool> IsCsvAsync(CancellationToken cancellationToken)
    {
        switch (Path.GetExtension(IsCompressed ? path[..^3] : path).ToLowerInvariant())
        {
            case ".csv" or ".tsv":
                return true;
            case ".ndjson" or ".jsonl" or ".json":
                return false;
            default:
                await using (var opened = Open())
                {
                    using var reader = new StreamReader(opened.Content);
                    var first = new char[1];
                    while (await reader.ReadAsync(first, cancellationToken) > 0 && char.IsWhiteSpace(first[0]))
                    {
                    }

                    return first[0] != '{';
                }
        }
    }

    public Opened Open()
    {
        var file = new FileStream(path, new FileStreamOptions { BufferSize = BufferBytes, Options = FileOptions.SequentialScan });
        return new Opened(file, IsCompressed ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    /// <summary>One reading of the file.</summary>
    /// <param name="file">What is on disk: its position tells the progress.</param>
    /// <param name="content">What is in it, decompressed.</param>
    internal sealed class Opened(Stream file, Stream content) : IAsyncDisposable
    {
        public Stream Content => content;

        public long BytesRead => file.Position;

        public async ValueTask DisposeAsync()
        {
            await content.DisposeAsync();
            await file.DisposeAsync();
        }
    }
}
