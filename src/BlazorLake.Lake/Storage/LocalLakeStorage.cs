namespace BlazorLake.Lake.Storage;

/// <summary>A lake in a folder of this machine, or of one mounted here.</summary>
internal sealed class LocalLakeStorage(string root, TimeProvider time) : ILakeStorage
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    public string LocationOf(string path)
    {
        var full = Path.GetFullPath(Path.Combine(_root, path));
        return full.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new IOException($"'{path}' is outside the lake's folder '{_root}'.");
    }

    public IReadOnlyList<string> ListTables() =>
        Directory.Exists(_root)
            ? [.. Directory.EnumerateDirectories(_root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)]
            : [];

    public IReadOnlyList<StoredFile> List(string folder)
    {
        var directory = new DirectoryInfo(LocationOf(folder));
        if (!directory.Exists)
            return [];
        var files = new List<StoredFile>();
        foreach (var file in directory.EnumerateFiles())
        {
            try
            {
                files.Add(new StoredFile(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc)));
            }
            catch (FileNotFoundException)
            {
                // Renamed or deleted since its name was read.
            }
        }

        return files;
    }

    public bool HasFiles(string folder) => LocationOf(folder) is var full && Directory.Exists(full) && Directory.EnumerateFiles(full).Any();

    public async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var full = LocationOf(path);
        if (!File.Exists(full))
            return null;
        try
        {
            return await File.ReadAllBytesAsync(full, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public async Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var full = LocationOf(path);
        if (File.Exists(full))
            return false;
        var temporary = await WriteTemporaryAsync(full, content, cancellationToken);
        try
        {
            // A network file system may say "exists" about its own first try, so look whose it is.
            if (!DurableFiles.TryPublish(temporary, full) && !IsSame(content, await File.ReadAllBytesAsync(full, cancellationToken)))
                return false;
        }
        finally
        {
            File.Delete(temporary);
        }

        DurableFiles.FlushFolder(Path.GetDirectoryName(full)!);
        return true;
    }

    public async Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var full = LocationOf(path);
        Replace(await WriteTemporaryAsync(full, content, cancellationToken), full);
    }

    public Task<long> WriteAsync(string path, Action<string> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var full = LocationOf(path);
        var temporary = TemporaryBeside(full);
        try
        {
            write(temporary);
            DurableFiles.FlushFile(temporary);
            var size = new FileInfo(temporary).Length;
            Replace(temporary, full);
            return Task.FromResult(size);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public ValueTask<string> OpenLocalAsync(string path, CancellationToken cancellationToken) => ValueTask.FromResult(LocationOf(path));

    public Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        var full = LocationOf(path);
        if (File.Exists(full))
            File.Delete(full);
        return Task.CompletedTask;
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        var probe = await WriteTemporaryAsync(LocationOf(".probe"), new byte[1], cancellationToken);
        File.Delete(probe);
    }

    private async Task<string> WriteTemporaryAsync(string full, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var temporary = TemporaryBeside(full);
        await using var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        await file.WriteAsync(content, cancellationToken);
        file.Flush(flushToDisk: true);
        return temporary;
    }

    private static bool IsSame(ReadOnlyMemory<byte> left, byte[] right) => left.Span.SequenceEqual(right);

    private static void Replace(string temporary, string full)
    {
        File.Move(temporary, full, overwrite: true);
        DurableFiles.FlushFolder(Path.GetDirectoryName(full)!);
    }

    // Names that start with a dot are skipped by every Delta reader and by vacuum.
    private string TemporaryBeside(string full)
    {
        var folder = Path.GetDirectoryName(full)!;
        CreateFolder(folder);
        return Path.Combine(folder, $".{Guid.CreateVersion7(time.GetUtcNow()):N}.tmp");
    }

    private void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var parent = Path.GetDirectoryName(folder);
        if (parent is not null && folder.Length > _root.Length)
            CreateFolder(parent);
        Directory.CreateDirectory(folder);
        if (parent is not null && Directory.Exists(parent))
            DurableFiles.FlushFolder(parent);
    }
}
