using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Detection;

/// <summary>The value differs from that of the key's previous event that has the field in the way looked for; nothing at the key's first.</summary>
/// <param name="test">What counts as a change.</param>
public sealed class ChangeDetector(ChangeTest test, TimeSpan lateness) : Detector(lateness)
{
    private protected override KeyState Take(KeyState? state, in Observation observation, ICollection<Detected> found)
    {
        var before = (State?)state;
        if (observation.Value is not { } value)
            return before is null ? new State(observation.At, null, false, null) : before with { Clock = observation.At };
        if (before is { Value: { } previous } && test.Holds(previous, before.WasTrue, value, observation.Is(0)))
            found.Add(new Detected(observation.At, [before.Event!, observation.Event]));
        return new State(observation.At, value, observation.Is(0), observation.Event);
    }

    private protected override KeyState? Wake(KeyState state, ICollection<Detected> found) => state;

    /// <param name="Value">Of the last event that has the field.</param>
    private sealed record State(DateTimeOffset Clock, Scalar? Value, bool WasTrue, OccurrenceEvent? Event) : KeyState(Clock)
    {
        public override DateTimeOffset? WakeAt => null;
    }
}
