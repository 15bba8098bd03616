using System.ComponentModel.DataAnnotations;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>Section <c>Ingest</c>: how much this process takes in before it asks clients to wait.</summary>
internal sealed class IngestOptions
{
    public const string Section = "Ingest";

    /// <summary>Bytes of all requests that are being read, decoded and made durable; default 256 MiB, at least twice the largest request.</summary>
    [Range(64L * 1024 * 1024, long.MaxValue, ErrorMessage = "Ingest:MaxBytesInFlight must be at least 67108864 bytes (64 MiB).")]
    public long MaxBytesInFlight { get; set; } = 256L * 1024 * 1024;

    /// <summary>Below this much free disk under DataDirectory nothing is accepted; default 512 MiB, 0 turns the check off.</summary>
    [Range(0, long.MaxValue, ErrorMessage = "Ingest:MinFreeDiskBytes must be 0 bytes or more.")]
    public long MinFreeDiskBytes { get; set; } = 512L * 1024 * 1024;
}
