using System.Diagnostics;
using BlazorLake.Domain.Events;

namespace BlazorLake.Benchmarks.Rules.Matching;

/// <summary>Times work on events in slices so short that other programs seldom cut in, each slice in turns with that of another work, and takes the best time of each slice.</summary>
internal static class Slices
{
    private const int Length = 250;

    /// <summary>Events a second of both.</summary>
    public static (double First, double Second) RatesOf(StreamEvent[] events, Func<StreamEvent, int> first, Func<StreamEvent, int> second, int rounds)
    {
        var (one, two, count) = (0.0, 0.0, 0);
        for (var start = 0; start + Length <= events.Length; start += Length)
        {
            var slice = events[start..(start + Length)];
            var (bestOne, bestTwo) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < rounds; round++)
            {
                bestOne = Math.Min(bestOne, SecondsOf(slice, first));
                bestTwo = Math.Min(bestTwo, SecondsOf(slice, second));
            }

            (one, two, count) = (one + bestOne, two + bestTwo, count + Length);
        }

        return (count / one, count / two);
    }

    private static double SecondsOf(StreamEvent[] events, Func<StreamEvent, int> work)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var e in events)
            work(e);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
