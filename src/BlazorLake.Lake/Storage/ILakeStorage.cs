namespace BlazorLake.Lake.Storage;

/// <summary>Where tables are kept: the few operations a Delta log needs of a file system or an object store.</summary>
/// <remarks>Paths are relative to the lake's root, separated by <c>/</c>. Thread-safe. What returned is durable.</remarks>
internal interface ILakeStorage
{
    /// <summary>Full location for people and other engines.</summary>
    string LocationOf(string path);

    /// <summary>Names of the folders directly in the root, ascending; empty when there is none.</summary>
    IReadOnlyList<string> ListTables();

    /// <summary>Files directly in a folder, in any order; empty when the folder does not exist.</summary>
    IReadOnlyList<StoredFile> List(string folder);

    /// <summary>Whether <see cref="List"/> would name any, without reading them all.</summary>
    bool HasFiles(string folder);

    /// <summary>The whole file, or null when it does not exist.</summary>
    Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>True when this call made the file; false when it was there. Atomic between processes.</summary>
    Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Makes or replaces the file atomically.</summary>
    Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Has <paramref name="write"/> fill a local file and puts it at <paramref name="path"/>; returns its size in bytes.</summary>
    Task<long> WriteAsync(string path, Action<string> write, CancellationToken cancellationToken);

    /// <summary>A local file with the content, for engines that read files; it must not be changed.</summary>
    ValueTask<string> OpenLocalAsync(string path, CancellationToken cancellationToken);

    /// <summary>Nothing happens when it does not exist.</summary>
    Task DeleteAsync(string path, CancellationToken cancellationToken);

    /// <summary>Writes and deletes a probe; throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> when it can't.</summary>
    Task ProbeAsync(CancellationToken cancellationToken);
}

/// <param name="Name">Without the folder.</param>
internal readonly record struct StoredFile(string Name, long SizeBytes, DateTimeOffset WrittenAt);
