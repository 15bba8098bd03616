namespace BlazorLake.Pipeline.Deliveries;

/// <summary>How long to wait before trying again: 100 ms, doubled each time, at most 5 s.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="failures">How often it failed in a row; 1 or more.</param>
    public static TimeSpan After(int failures)
    {
        var wait = TimeSpan.FromMilliseconds(100) * Math.Pow(2, Math.Min(failures - 1, 10));
        return wait < Longest ? wait : Longest;
    }
}
