namespace BlazorLake.Domain.Events;

/// <summary>What an event and a request may be at most; anything larger is rejected with a message that names the limit.</summary>
/// <remarks>Source: CONTRACT.md section 3.</remarks>
public static class EventLimits
{
    /// <summary>Bytes of an event's data as received: 256 KiB.</summary>
    public const int DataBytes = 256 * 1024;

    /// <summary>Bytes of a request's or message's body after decompression: 32 MiB.</summary>
    public const int RequestBytes = 32 * 1024 * 1024;

    /// <summary>Nested objects and arrays in an event's data, the data itself included.</summary>
    public const int JsonDepth = 64;

    /// <summary>UTF-8 bytes of each of <c>id</c>, <c>source</c>, <c>type</c> and <c>subject</c>: 1 KiB.</summary>
    public const int AttributeBytes = 1024;

    /// <summary>Events in one request or message, so that memory stays in proportion to <see cref="RequestBytes"/> also for tiny events.</summary>
    public const int EventsPerRequest = 250_000;

    /// <summary>Rejected events that are listed one by one; more are counted only.</summary>
    public const int ListedRejections = 10_000;
}
