using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;

namespace BlazorLake.Portal.Features.Streams;

/// <summary>One stream in the list.</summary>
/// <param name="LastHour">Events in each five minutes of the last hour, oldest first.</param>
internal sealed record StreamRow(StreamName Stream, long EventCount, int FieldCount, double PerSecond, IReadOnlyList<double> LastHour, DateTimeOffset LastReceivedAt)
{
    private const int Parts = 12;

    private static readonly TimeSpan Part = TimeSpan.FromMinutes(5);

    public static StreamRow Of(StreamSummary summary, StreamProfile profile, DateTimeOffset now)
    {
        var hour = new double[Parts];
        foreach (var (at, count) in profile.Arrivals.Buckets)
        {
            var part = Parts - 1 - (int)((now - at) / Part);
            if (part is >= 0 and < Parts)
                hour[part] += count;
        }

        return new StreamRow(summary.Stream, summary.EventCount, profile.Fields.Count, StreamRates.Of(profile, now).PerSecond, hour, summary.LastReceivedAt);
    }
}
