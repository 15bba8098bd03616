using BlazorLake.Domain.Events;

namespace BlazorLake.Lake.Appending;

/// <summary>Events in order of event time (arrival decides between equal ones), and the range of each UTC day.</summary>
internal static class DaySlices
{
    public static StreamEvent[] Sort(IReadOnlyList<StreamEvent> events)
    {
        var sorted = new StreamEvent[events.Count];
        var isSorted = true;
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = events[i];
            isSorted &= i == 0 || sorted[i - 1].Time <= sorted[i].Time;
        }

        return isSorted ? sorted : [.. sorted.OrderBy(added => added.Time)];
    }

    /// <summary>Ranges of rows, the end exclusive, of sorted events.</summary>
    public static IEnumerable<(DateOnly Day, int From, int To)> Split(StreamEvent[] sorted)
    {
        for (var from = 0; from < sorted.Length;)
        {
            var day = DateOnly.FromDateTime(sorted[from].Time.UtcDateTime);
            var to = from + 1;
            while (to < sorted.Length && DateOnly.FromDateTime(sorted[to].Time.UtcDateTime) == day)
                to++;
            yield return (day, from, to);
            from = to;
        }
    }
}
