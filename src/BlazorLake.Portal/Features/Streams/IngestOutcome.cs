using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>What became of a request with events.</summary>
internal abstract record IngestOutcome
{
    private IngestOutcome()
    {
    }

    /// <summary>The events that could be accepted are durable.</summary>
    public sealed record Accepted(DecodedEvents Decoded) : IngestOutcome;

    public sealed record NothingAccepted(DecodedEvents Decoded) : IngestOutcome;

    public sealed record Malformed(string Reason) : IngestOutcome;

    public sealed record TooLarge(string Reason) : IngestOutcome;

    public sealed record UnknownType(string Reason) : IngestOutcome;

    public sealed record Busy(TimeSpan RetryAfter, string Reason) : IngestOutcome;
}
