using System.Collections.Immutable;
using BlazorLake.Domain.Alerts;

namespace BlazorLake.Domain.Detection;

/// <summary>The condition (number 0) is true at an event at <c>t0</c> and no event makes it false in <c>(t0, t0+for]</c>: at <c>t0+for</c>, once, until it has been false.</summary>
/// <param name="duration">More than zero.</param>
public sealed class StaysDetector(TimeSpan duration, TimeSpan lateness) : Detector(lateness)
{
    private protected override KeyState Take(KeyState? state, in Observation observation, ICollection<Detected> found)
    {
        var before = state as State;
        var runs = before?.Runs ?? [];
        var at = observation.At;
        if (!observation.Is(0))
            // What began at this very instant stays: the interval is open there.
            runs = runs.RemoveAll(run => run.Since < at);
        else if (before is not { IsTrue: true })
            runs = runs.Add(new Run(at, Later(at, duration), observation.Event));
        return new State(at, observation.Is(0), runs, Later(at, Lateness));
    }

    private protected override KeyState? Wake(KeyState state, ICollection<Detected> found)
    {
        var before = (State)state;
        if (before.Runs.IsEmpty)
            return null;
        found.Add(new Detected(before.Runs[0].DueAt, [before.Runs[0].Event]));
        return before with { Runs = before.Runs.RemoveAt(0) };
    }

    private sealed record Run(DateTimeOffset Since, DateTimeOffset DueAt, OccurrenceEvent Event);

    /// <param name="Runs">By their beginning; more than one only when it was false at the very instant one began.</param>
    /// <param name="ForgetAt">From when a key of which it is false is as one never seen.</param>
    private sealed record State(DateTimeOffset Clock, bool IsTrue, ImmutableList<Run> Runs, DateTimeOffset ForgetAt) : KeyState(Clock)
    {
        public override DateTimeOffset? WakeAt => !Runs.IsEmpty ? Runs[0].DueAt : IsTrue ? null : ForgetAt;
    }
}
