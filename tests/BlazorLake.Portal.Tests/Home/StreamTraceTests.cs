using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Features.Home;

namespace BlazorLake.Portal.Tests.Home;

public sealed class StreamTraceTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Show_OneReading_KnowsNoRate() => Assert.Equal(0, Trace((0, 1_000_000)).PerSecond);

    [Fact]
    public void Show_EventsInGroups_EvensThemOut() => Assert.Equal(20, Trace((0, 0), (1, 100), (2, 100), (3, 100), (4, 100), (5, 100)).PerSecond);

    [Fact]
    public void Show_UnevenSteps_CountsBySeconds() => Assert.Equal([50, 100], Trace((0, 0), (2, 100), (3, 200)).Seconds);

    [Fact]
    public void Show_CounterWentBack_IsNoNegativeRate() => Assert.Equal([0], Trace((0, 500), (1, 10)).Seconds);

    [Fact]
    public void Add_MoreThanAMinute_KeepsAMinute() =>
        Assert.Equal(StreamPulse.KeptSeconds, Trace([.. Enumerable.Range(0, 200).Select(second => (second, (long)second))]).Seconds.Count);

    [Fact]
    public void Seconds_OfSeveralStreams_AddUpFromTheEnd()
    {
        var pulse = new Pulse(Start, [Trace((0, 0), (1, 5), (2, 6)), Trace((1, 0), (2, 10))]);
        Assert.Equal([5, 11], pulse.Seconds);
    }

    private static StreamBeat Trace(params (int Second, long Count)[] readings)
    {
        var trace = new StreamTrace();
        foreach (var (second, count) in readings)
            trace.Add(Start.AddSeconds(second), count);
        return trace.Show(new StreamSummary(StreamName.Parse("s"), readings[^1].Count, 0, Start, Start, Start));
    }
}
