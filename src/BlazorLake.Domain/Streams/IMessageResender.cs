namespace BlazorLake.Domain.Streams;

/// <summary>Sends a message that could not be read once more the way it came, after the cause was mended. Two implementations: broker and embedded.</summary>
public interface IMessageResender
{
    Task<ResendOutcome> ResendAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Forgets the message for good, also its copy in the broker's error queue. False when there is none.</summary>
    Task<bool> DiscardAsync(Guid id, CancellationToken cancellationToken);
}

/// <summary>What became of sending a message again.</summary>
public abstract record ResendOutcome
{
    private ResendOutcome()
    {
    }

    /// <summary>It is on its way again; if it still can't be read it comes back as a new message.</summary>
    public sealed record Sent : ResendOutcome;

    public sealed record NotFound : ResendOutcome;

    /// <summary>It was not sent; <paramref name="Reason"/> says why in words for a person.</summary>
    public sealed record Refused(string Reason) : ResendOutcome;
}
