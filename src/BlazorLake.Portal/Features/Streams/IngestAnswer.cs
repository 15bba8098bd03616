using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>What 202 says.</summary>
/// <param name="Accepted">Events that are durable now.</param>
/// <param name="Rejected">Those that are not, with the reason; at most 10,000 are listed.</param>
/// <param name="RejectedCount">How many were rejected, also those not listed.</param>
internal sealed record IngestAnswer(int Accepted, IReadOnlyList<RejectedEvent> Rejected, long RejectedCount);
