namespace BlazorLake.Domain.Detection;

/// <summary>What a detection remembers of one key.</summary>
/// <remarks>Made and read by the detector of its kind alone. Used up by the call it is given to: only what that returns may be given to the next.</remarks>
/// <param name="Clock">The key's clock: the latest of its events' times. Never runs backwards.</param>
public abstract record KeyState(DateTimeOffset Clock)
{
    /// <summary>When the detector wants to be asked next though no event came: to fire, or to forget the key. Null: never.</summary>
    public abstract DateTimeOffset? WakeAt { get; }
}
