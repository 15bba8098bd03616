using BlazorLake.Domain.Alerts;

namespace BlazorLake.Domain.Detection;

/// <summary>When <c>gap</c> has passed without another matching event, the aggregate over those since the last such gap meets the test.</summary>
public sealed class SessionDetector(Aggregate aggregate, Window.Session window, NumberTest test, TimeSpan lateness) : Detector(lateness)
{
    private protected override KeyState Take(KeyState? state, in Observation observation, ICollection<Detected> found)
    {
        var tally = (state as State)?.Tally ?? new Tally(aggregate);
        if (tally.Takes(observation.Value))
            tally.Add(observation.Value);
        return new State(observation.At, tally, observation.Event, Later(observation.At, window.Gap));
    }

    private protected override KeyState? Wake(KeyState state, ICollection<Detected> found)
    {
        var before = (State)state;
        if (before.Tally is not { } tally)
            return null;
        if (tally.Meets(test))
            found.Add(new Detected(before.DueAt, [before.Last]));
        return before with { Tally = null, DueAt = Later(before.Clock, Lateness) is var late && late > before.DueAt ? late : before.DueAt };
    }

    /// <param name="Tally">Null between sessions: only the clock is remembered, until no late event can come.</param>
    private sealed record State(DateTimeOffset Clock, Tally? Tally, OccurrenceEvent Last, DateTimeOffset DueAt) : KeyState(Clock)
    {
        public override DateTimeOffset? WakeAt => DueAt;
    }
}
