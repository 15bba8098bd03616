namespace BlazorLake.Domain.Events;

/// <summary>What a body held: the events that can be accepted, and each that cannot with its reason.</summary>
/// <param name="Events">In order; their data are slices of the body that was decoded, valid as long as that buffer is.</param>
/// <param name="Rejected">In order, at most <see cref="EventLimits.ListedRejections"/>.</param>
/// <param name="RejectedCount">How many were rejected, also those not listed.</param>
/// <param name="Defect">Why the body as a whole could not be read; null when each event was judged on its own.</param>
public sealed record DecodedEvents(
    IReadOnlyList<StreamEvent> Events,
    IReadOnlyList<RejectedEvent> Rejected,
    long RejectedCount,
    BodyDefect? Defect = null)
{
    internal static DecodedEvents Of(BodyDefect defect) => new([], [], 0, defect);
}

/// <summary>One event that was not accepted.</summary>
/// <param name="Index">Its place in the request, from 0; blank lines do not count.</param>
/// <param name="Error">What was given and what is allowed.</param>
public sealed record RejectedEvent(int Index, string Error);

/// <summary>Why nothing in a body was read.</summary>
/// <param name="TooLarge">A limit on size or number was exceeded (HTTP 413), rather than the body being malformed (400).</param>
public sealed record BodyDefect(string Reason, bool TooLarge = false);
