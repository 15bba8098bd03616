using BlazorLake.Domain.Detection;
using BlazorLake.Domain.Events;
using CsCheck;

namespace BlazorLake.Domain.Tests.Detection;

/// <summary>Each detector against its row of the contract's table, read word by word over all events.</summary>
public sealed class DetectorTests
{
    private static readonly TimeSpan For = TimeSpan.FromSeconds(5);

    [Fact]
    public void Silence_RandomEvents_AsTheContractSays() => Trail.Check(1, new SilenceDetector(For, Trail.Lateness), events =>
        from i in Enumerable.Range(0, events.Count)
        where i == events.Count - 1 || events[i + 1].At > events[i].At + For
        select events[i].At + For);

    [Fact]
    public void Stays_RandomEvents_AsTheContractSays() => Trail.Check(1, new StaysDetector(For, Trail.Lateness), events =>
        from i in Enumerable.Range(0, events.Count)
        let end = events[i].At + For
        where events[i].Is(0) && (i == 0 || !events[i - 1].Is(0)) && !events.Any(e => !e.Is(0) && e.At > events[i].At && e.At <= end)
        select end);

    [Fact]
    public void Absence_FurtherEventMovesTheDeadline_AsTheContractSays() => Trail.Check(2, new AbsenceDetector(For, restarts: true, Trail.Lateness), events =>
        from i in Enumerable.Range(0, events.Count)
        let end = events[i].At + For
        where events[i].Is(0) && !events.Any(e => e.Is(1) && e.At > events[i].At && e.At <= end) && !events.Skip(i + 1).Any(e => e.Is(0) && e.At <= end)
        select end);

    [Fact]
    public void Absence_FurtherEventIsPassedOver_AsTheContractSays() => Trail.Check(2, new AbsenceDetector(For, restarts: false, Trail.Lateness), events =>
    {
        var ends = new List<DateTimeOffset>();
        for (var i = 0; i < events.Count;)
        {
            var end = events[i].At + For;
            if (!events[i].Is(0))
            {
                i++;
                continue;
            }

            var expected = Enumerable.Range(0, events.Count).Where(j => j > i && events[j].Is(1) && events[j].At > events[i].At && events[j].At <= end).DefaultIfEmpty(-1).First();
            if (expected < 0)
                ends.Add(end);
            i = expected >= 0 ? expected : Enumerable.Range(i, events.Count - i).Where(j => events[j].At > end).DefaultIfEmpty(events.Count).First();
        }

        return ends;
    });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Sequence_RandomEvents_AsTheContractSays(int steps) => Trail.Check(steps + 1, new SequenceDetector(steps, For, Trail.Lateness), events =>
    {
        bool Completes(int step, int last, int first, int after)
        {
            if (step < 0)
                return events[first].At >= events[last].At - For;
            for (var i = first - 1; i > after; i--)
            {
                if (events[i].Is(steps))
                    return false;
                if (events[i].Is(step) && Completes(step - 1, last, i, after))
                    return true;
            }

            return false;
        }

        var ends = new List<DateTimeOffset>();
        var after = -1;
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Is(steps) || !events[i].Is(steps - 1) || !Completes(steps - 2, i, i, after))
                continue;
            ends.Add(events[i].At);
            after = i;
        }

        return ends;
    });

    [Fact]
    public void Sequence_Fires_NamesTheEventOfEachStep() => Trail.Gen(4).Sample(trail =>
    {
        var taken = trail.Taken();
        foreach (var detected in trail.Run(new SequenceDetector(3, For, Trail.Lateness)))
        {
            var places = detected.Events.Select(e => taken.Select((t, i) => (t, i)).Single(x => x.t.Event == e).i).ToList();
            Assert.Equal(3, places.Count);
            Assert.Equal(places.Order(), places);
            Assert.Equal(places.Distinct(), places);
            Assert.All(places.Select((place, step) => (place, step)), x => Assert.True(taken[x.place].Is(x.step)));
        }
    }, iter: Trail.Count);

    [Fact]
    public void Observe_EventAtTheEndOfTime_DoesNotOverflow()
    {
        var last = new Observation(DateTimeOffset.MaxValue, new(StreamName.Parse("s"), "test", "1", DateTimeOffset.MaxValue), 1);
        foreach (var detector in (Detector[])[new SilenceDetector(For, For), new StaysDetector(For, For), new AbsenceDetector(For, true, For), new SequenceDetector(2, For, For)])
            Assert.Equal(DateTimeOffset.MaxValue, detector.Observe(null, last, [])!.Clock);
    }
}
