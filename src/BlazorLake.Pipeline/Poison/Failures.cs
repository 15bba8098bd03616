using System.Runtime.InteropServices;

namespace BlazorLake.Pipeline.Poison;

/// <summary>Tells failures that pass by themselves from those that may come from the events (ADR 0009).</summary>
internal static class Failures
{
    /// <summary>Failures in a row after which it is looked into whether single events are the reason.</summary>
    public const int BeforeIsolation = 3;

    /// <summary>False for what disks, networks, databases and memory do: that is waited out, whatever it takes.</summary>
    /// <remarks>Database and socket errors are <see cref="ExternalException"/>s. What a database refuses for its content the store says with an outcome of its own.</remarks>
    public static bool MayComeFromEvents(Exception error) =>
        error is not (IOException or UnauthorizedAccessException or TimeoutException or OutOfMemoryException or OperationCanceledException or HttpRequestException or ExternalException);
}
