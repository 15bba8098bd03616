namespace BlazorLake.Domain.Rules.EventBridge;

/// <summary>How large an imported pattern may be. EventBridge itself takes 2,048 characters, and more only on request.</summary>
public static class EventBridgeLimits
{
    /// <summary>The pattern, as UTF-8.</summary>
    public const int PatternBytes = 64 * 1024;

    /// <summary>Objects within objects, each <c>$or</c> counting as one.</summary>
    public const int Depth = 64;
}
