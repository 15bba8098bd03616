using System.ComponentModel.DataAnnotations;

namespace BlazorLake.Persistence.Journal;

/// <summary>The embedded transport's own settings; bound to <c>Broker</c>.</summary>
public sealed class JournalOptions
{
    /// <summary>Above this much in the journal, publishing is answered Busy until the consumers have caught up.</summary>
    [Range(1L << 20, long.MaxValue, ErrorMessage = "Broker:MaxBacklogBytes must be at least 1048576 bytes.")]
    public long MaxBacklogBytes { get; set; } = 4L << 30;

    /// <summary>With less free space on the journal's disk, publishing is answered Busy.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "Broker:MinFreeDiskBytes must be 0 bytes or more.")]
    public long MinFreeDiskBytes { get; set; } = 512L << 20;

    /// <summary>Above this much waiting for the disk in memory, publishing is answered Busy.</summary>
    [Range(1L << 20, 4L << 30, ErrorMessage = "Broker:MaxBytesInFlight must be between 1048576 and 4294967296 bytes.")]
    public long MaxBytesInFlight { get; set; } = 128L << 20;
}
