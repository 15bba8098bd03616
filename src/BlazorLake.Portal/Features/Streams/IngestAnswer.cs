using System.Text.Json.Serialization;
using BlazorLake.Domain.Events;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>What 202 says.</summary>
/// <param name="Accepted">Events that are durable now.</param>
/// <param name="Rejected">Those that are not, with the reason; at most 10,000 are listed.</param>
/// <param name="RejectedCount">How many were rejected, when not all of them are listed; else left out.</param>
internal sealed record IngestAnswer(
    int Accepted,
    IReadOnlyList<RejectedEvent> Rejected,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? RejectedCount)
{
    public static IngestAnswer Of(DecodedEvents decoded) =>
        new(decoded.Events.Count, decoded.Rejected, decoded.RejectedCount > decoded.Rejected.Count ? decoded.RejectedCount : null);
}
