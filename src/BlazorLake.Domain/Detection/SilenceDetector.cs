using BlazorLake.Domain.Alerts;

namespace BlazorLake.Domain.Detection;

/// <summary>No matching event of a key, once seen, for <c>for</c> after its last: once, until it is heard again.</summary>
/// <param name="duration">More than zero.</param>
public sealed class SilenceDetector(TimeSpan duration, TimeSpan lateness) : Detector(lateness)
{
    private const int ForgottenAfter = 30;

    private protected override KeyState Take(KeyState? state, in Observation observation, ICollection<Detected> found) =>
        new State(observation.At, observation.Event, Later(observation.At, duration), IsSilent: false);

    private protected override KeyState? Wake(KeyState state, ICollection<Detected> found)
    {
        var heard = (State)state;
        if (heard.IsSilent)
            return null;
        found.Add(new Detected(heard.DueAt, [heard.Last]));
        return heard with { IsSilent = true, DueAt = Later(heard.Clock, duration * ForgottenAfter) };
    }

    private sealed record State(DateTimeOffset Clock, OccurrenceEvent Last, DateTimeOffset DueAt, bool IsSilent) : KeyState(Clock)
    {
        public override DateTimeOffset? WakeAt => DueAt;
    }
}
