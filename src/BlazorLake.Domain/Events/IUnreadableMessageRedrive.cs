namespace BlazorLake.Domain.Events;

/// <summary>Sends a kept message into the transport once more, as it came: same routing key, headers and body.</summary>
/// <remarks>Implemented beside each transport. Thread-safe. A message that still is no event comes back as a new unreadable message with its reason.</remarks>
public interface IUnreadableMessageRedrive
{
    /// <summary>Publishes, then marks the kept message as sent again and takes its copy from the error queue.</summary>
    Task<RedriveOutcome> SendAgainAsync(Guid id, CancellationToken cancellationToken);
}

/// <summary>What became of sending a message again: closed, each case handled by the caller.</summary>
public abstract record RedriveOutcome
{
    private RedriveOutcome()
    {
    }

    /// <summary>The transport has it durably.</summary>
    public sealed record Sent : RedriveOutcome;

    /// <summary>There is no such message; another person may have discarded it.</summary>
    public sealed record NotFound : RedriveOutcome;

    /// <summary>Nothing was sent; <paramref name="Reason"/> says why, for people: the transport is busy, only the start of the body was kept, …</summary>
    public sealed record Refused(string Reason) : RedriveOutcome;
}
