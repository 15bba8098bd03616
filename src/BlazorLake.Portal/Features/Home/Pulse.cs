using BlazorLake.Domain.Streams;

namespace BlazorLake.Portal.Features.Home;

/// <summary>All streams at one moment.</summary>
internal sealed record Pulse(DateTimeOffset At, IReadOnlyList<StreamBeat> Streams)
{
    /// <summary>False for the first second of watching: a rate needs two looks.</summary>
    public bool IsMeasured => Streams.Count == 0 || Streams.Any(s => s.IsMeasured);

    public double PerSecond => Streams.Sum(s => s.PerSecond);

    public long EventCount => Streams.Sum(s => s.Summary.EventCount);

    /// <summary>Of all streams together, oldest first.</summary>
    public IReadOnlyList<double> Seconds
    {
        get
        {
            var sums = new double[Streams.Count == 0 ? 0 : Streams.Max(s => s.Seconds.Count)];
            foreach (var stream in Streams)
            {
                for (var i = 0; i < stream.Seconds.Count; i++)
                    sums[sums.Length - stream.Seconds.Count + i] += stream.Seconds[i];
            }

            return sums;
        }
    }
}

/// <param name="PerSecond">Over the last few seconds.</param>
/// <param name="Seconds">Events in each of the last seconds, oldest first; at most a minute.</param>
public sealed record StreamBeat(StreamSummary Summary, double PerSecond, IReadOnlyList<double> Seconds)
{
    public bool IsMeasured => Seconds.Count > 0;
}
