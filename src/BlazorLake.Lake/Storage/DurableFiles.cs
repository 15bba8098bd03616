using System.Runtime.InteropServices;

namespace BlazorLake.Lake.Storage;

/// <summary>What .NET does not offer: putting a file only where there is none, and flushing a folder.</summary>
/// <remarks>
/// <c>File.Move(overwrite: false)</c> looks and then renames on Unix: several racing processes all succeed. <c>link(2)</c> fails for all but one.
/// A new name is durable on Unix only after an fsync of its folder.
/// </remarks>
internal static partial class DurableFiles
{
    private const int FileExists = 17;
    private const int ReadOnly = 0;

    /// <summary>Gives a temporary file its final name; false when that name is taken. The temporary name may remain.</summary>
    public static bool TryPublish(string temporary, string path)
    {
        if (OperatingSystem.IsWindows())
            return TryMove(temporary, path);

        if (Link(temporary, path) == 0)
            return true;

        var error = Marshal.GetLastPInvokeError();
        return error == FileExists
            ? false
            : throw new IOException($"'{path}' could not be linked: {Marshal.GetPInvokeErrorMessage(error)}. Lake:Root must be on a file system with hard links.");
    }

    /// <summary>Flushes a file's content to the disk.</summary>
    public static void FlushFile(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Flushes the names in a folder to the disk; Windows does so by itself.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = Open(path, ReadOnly, 0);
        if (descriptor < 0)
            throw Failure("opened", path);
        try
        {
            if (Fsync(descriptor) != 0)
                throw Failure("flushed", path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static bool TryMove(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    private static IOException Failure(string action, string path) =>
        new($"The folder '{path}' could not be {action}: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string added);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
