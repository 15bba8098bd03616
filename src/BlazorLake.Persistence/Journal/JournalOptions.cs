using System.ComponentModel.DataAnnotations;

namespace BlazorLake.Persistence.Journal;

/// <summary>The embedded transport's own settings; bound to <c>Broker</c>.</summary>
public sealed class JournalOptions
{
    /// <summary>Above this much in the journal, publishing is answered Busy until the consumers have caught up.</summary>
    [Range(1L << 20, long.MaxValue)]
    public long MaxBacklogBytes { get; set; } = 4L << 30;

    /// <summary>With less free space on the journal's disk, publishing is answered Busy.</summary>
    [Range(0, long.MaxValue)]
    public long MinFreeDiskBytes { get; set; } = 512L << 20;

    /// <summary>Above this much waiting for the disk in memory, publishing is answered Busy.</summary>
    [Range(1L << 20, 4L << 30)]
    public long MaxBytesInFlight { get; set; } = 128L << 20;
}
