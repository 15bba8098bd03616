using BlazorLake.Domain.Alerts;

namespace BlazorLake.Domain.Detection;

/// <summary>An <c>after</c> event (condition 0) at <c>t</c>, then no <c>expect</c> event (condition 1) in <c>(t, t+within]</c>: at <c>t+within</c>.</summary>
/// <param name="within">More than zero.</param>
/// <param name="restarts">A further <c>after</c> moves the deadline; else it is passed over while one waits.</param>
public sealed class AbsenceDetector(TimeSpan within, bool restarts, TimeSpan lateness) : Detector(lateness)
{
    private protected override KeyState Take(KeyState? state, in Observation observation, ICollection<Detected> found)
    {
        var at = observation.At;
        var waiting = (state as State)?.Waiting;
        // Expected at the very instant it began to wait does not count: the interval is open there.
        if (observation.Is(1) && waiting is not null && at > waiting.Since)
            waiting = null;
        if (observation.Is(0) && (restarts || waiting is null))
            waiting = new Wait(at, Later(at, within), observation.Event);
        return new State(at, waiting, Later(at, Lateness));
    }

    private protected override KeyState? Wake(KeyState state, ICollection<Detected> found)
    {
        var before = (State)state;
        if (before.Waiting is not { } waiting)
            return null;
        found.Add(new Detected(waiting.DueAt, [waiting.Event]));
        return before with { Waiting = null };
    }

    private sealed record Wait(DateTimeOffset Since, DateTimeOffset DueAt, OccurrenceEvent Event);

    /// <param name="ForgetAt">From when a key that waits for nothing is as one never seen.</param>
    private sealed record State(DateTimeOffset Clock, Wait? Waiting, DateTimeOffset ForgetAt) : KeyState(Clock)
    {
        public override DateTimeOffset? WakeAt => Waiting?.DueAt ?? ForgetAt;
    }
}
