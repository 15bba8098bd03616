using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Rules;

namespace BlazorLake.Domain.Detection;

/// <summary>What a detection sees of one matching event.</summary>
/// <param name="At">When it happened: event time, UTC.</param>
/// <param name="Event">Which one it was, for evidence.</param>
/// <param name="Truths">Which of the detection's own conditions hold of it: bit <c>i</c> for condition <c>i</c> in the detector's order.</param>
/// <param name="Value">The value of the detection's field; null when it names none, or the event lacks it.</param>
public readonly record struct Observation(DateTimeOffset At, OccurrenceEvent Event, int Truths, Scalar? Value = null)
{
    /// <summary>Whether condition <paramref name="number"/> holds.</summary>
    public bool Is(int number) => (Truths >> number & 1) != 0;
}

/// <summary>That a rule fired for a key.</summary>
/// <param name="At">The instant it fired at, UTC; of a timer its deadline, however late it was looked at.</param>
/// <param name="Events">The events that made it, in their order.</param>
public sealed record Detected(DateTimeOffset At, IReadOnlyList<OccurrenceEvent> Events);
