using System.ComponentModel.DataAnnotations;

namespace BlazorLake.Domain.Lake;

/// <summary>Settings of the lake, bound from <c>Lake</c>; checked at start.</summary>
/// <remarks>Source: CONTRACT.md sections 1 and 7. Shared by the appending consumer (when to flush) and the lake itself.</remarks>
public sealed class LakeOptions
{
    public const string SectionName = "Lake";

    /// <summary>A folder, absolute or relative to the working directory; default <c>{DataDirectory}/lake</c>, filled in by the composition root.</summary>
    public string Root { get; set; } = "";

    /// <summary>Longest time an accepted event waits before it is committed; 50 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00", ErrorMessage = "Lake:FlushInterval must be between 00:00:00.050 and 01:00:00.")]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Data gathered for one stream before it is committed early, in bytes; 64 KiB to 1 GiB.</summary>
    [Range(64L * 1024, 1024L * 1024 * 1024, ErrorMessage = "Lake:FlushBytes must be between 65536 and 1073741824 bytes.")]
    public long FlushBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Typed columns a table may have; fields beyond stay in <c>data</c> only. 0 to 1,000.</summary>
    [Range(0, 1000, ErrorMessage = "Lake:MaxTypedColumns must be between 0 and 1000.")]
    public int MaxTypedColumns { get; set; } = 200;

    /// <summary>A table up to this many bytes is rewritten when a field that held whole numbers gets fractions; a larger one gets a second column. Up to 1 GiB; 0: never rewrite.</summary>
    [Range(0L, 1024L * 1024 * 1024, ErrorMessage = "Lake:WidenRewriteBytes must be between 0 and 1073741824 bytes.")]
    public long WidenRewriteBytes { get; set; } = 32L * 1024 * 1024;

    /// <summary>Memory all queries together may use, in bytes; 128 MiB to 1 TiB.</summary>
    [Range(128L * 1024 * 1024, 1024L * 1024 * 1024 * 1024, ErrorMessage = "Lake:QueryMemoryBytes must be between 134217728 and 1099511627776 bytes.")]
    public long QueryMemoryBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>Threads all queries together may use; 1 to 64.</summary>
    [Range(1, 64, ErrorMessage = "Lake:QueryThreads must be between 1 and 64.")]
    public int QueryThreads { get; set; } = 2;

    /// <summary>A query is given up after this; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "Lake:QueryTimeout must be between 00:00:01 and 01:00:00.")]
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
