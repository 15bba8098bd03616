using BlazorLake.Domain.Events;

namespace BlazorLake.Domain.Streams;

/// <summary>Streams as seen: counts, settings and the profile of their fields.</summary>
public interface IStreamStore
{
    /// <summary>By name, ascending.</summary>
    Task<IReadOnlyList<StreamSummary>> ListAsync(CancellationToken cancellationToken);

    Task<StreamSummary?> FindAsync(StreamName stream, CancellationToken cancellationToken);

    Task<StreamSettings> ReadSettingsAsync(StreamName stream, CancellationToken cancellationToken);

    Task SaveSettingsAsync(StreamName stream, StreamSettings settings, string by, CancellationToken cancellationToken);

    /// <summary>Null until the first event was profiled.</summary>
    Task<string?> ReadProfileAsync(StreamName stream, CancellationToken cancellationToken);

    /// <summary>Replaces the profile (JSON, at most 1 MiB) if it still is what <paramref name="replaces"/> says, so that two workers never lose each other's.</summary>
    Task<bool> WriteProfileAsync(StreamName stream, string? replaces, string profile, CancellationToken cancellationToken);
}

/// <summary>A stream and how much it has carried.</summary>
/// <param name="EventCount">Accepted since the stream appeared, duplicates not counted.</param>
public sealed record StreamSummary(
    StreamName Stream,
    long EventCount,
    long DuplicateCount,
    DateTimeOffset FirstReceivedAt,
    DateTimeOffset LastReceivedAt,
    DateTimeOffset LastEventAt);

/// <summary>What an administrator may set for a stream.</summary>
/// <param name="TimeField">Field path into the data whose value is the event time when the event names none; null: the received time.</param>
public sealed record StreamSettings(string? TimeField = null)
{
    public static readonly StreamSettings Default = new();
}
