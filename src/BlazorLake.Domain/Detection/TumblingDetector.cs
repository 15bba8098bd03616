using BlazorLake.Domain.Alerts;

namespace BlazorLake.Domain.Detection;

/// <summary>At the end of each window <c>[k·size, (k+1)·size)</c>, counted from 1970-01-01 UTC, its aggregate meets the test; empty windows have a count of 0, for a key seen in the last <c>7 × size</c>.</summary>
public sealed class TumblingDetector(Aggregate aggregate, Window.Tumbling window, NumberTest test, TimeSpan lateness) : Detector(lateness)
{
    private const int SeenWithin = 7;

    private protected override KeyState Take(KeyState? state, in Observation observation, ICollection<Detected> found)
    {
        var at = observation.At;
        // What comes at the very end of a window is in the next.
        while (state?.WakeAt <= at)
            state = Wake(state!, found);
        var running = state is State { IsOver: false } before ? before : null;
        var tally = running?.Tally ?? new Tally(aggregate);
        if (tally.Takes(observation.Value))
            tally.Add(observation.Value);
        return new State(at, running?.EndsAt ?? EndOf(at), tally, observation.Event, IsOver: false);
    }

    private protected override KeyState? Wake(KeyState state, ICollection<Detected> found)
    {
        var before = (State)state;
        if (before.IsOver)
            return null;
        var end = before.EndsAt;
        if (before.Tally.Meets(test))
            found.Add(new Detected(end, [before.Last]));
        var next = Later(end, window.Size);
        return next - before.Clock < window.Size * SeenWithin && next > end
            ? before with { EndsAt = next, Tally = new Tally(aggregate) }
            : before with { IsOver = true, EndsAt = Later(before.Clock, Lateness) is var late && late > end ? late : end };
    }

    private DateTimeOffset EndOf(DateTimeOffset at)
    {
        var into = (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) % window.Size.Ticks;
        return Later(at, TimeSpan.FromTicks(window.Size.Ticks - (into < 0 ? into + window.Size.Ticks : into)));
    }

    /// <param name="IsOver">Nothing more is to come of it; <paramref name="EndsAt"/> is when it may be forgotten.</param>
    private sealed record State(DateTimeOffset Clock, DateTimeOffset EndsAt, Tally Tally, OccurrenceEvent Last, bool IsOver) : KeyState(Clock)
    {
        public override DateTimeOffset? WakeAt => EndsAt;
    }
}
