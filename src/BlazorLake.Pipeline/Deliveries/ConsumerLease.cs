namespace BlazorLake.Pipeline.Deliveries;

/// <summary>Lets one process at a time consume the journal: a lock on a file, which the operating system lets go when its holder dies.</summary>
internal static class ConsumerLease
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until no other process holds it; disposing gives it back.</summary>
    public static async Task<IDisposable> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TryAgainAfter, time, cancellationToken);
            }
        }
    }
}
