using System.Collections.Immutable;
using BlazorLake.Domain.Alerts;

namespace BlazorLake.Domain.Detection;

/// <summary>An event completes steps 1 to n, each by its own event, the last at most <c>within</c> after the first, and no <c>without</c> event between; then the key starts afresh.</summary>
/// <remarks>Conditions 0 to n-1 are the steps, condition n is <c>without</c>, which serves no step.</remarks>
/// <param name="stepCount">2 to 10.</param>
/// <param name="within">More than zero.</param>
public sealed class SequenceDetector(int stepCount, TimeSpan within, TimeSpan lateness) : Detector(lateness)
{
    private protected override KeyState Take(KeyState? state, in Observation observation, ICollection<Detected> found)
    {
        var at = observation.At;
        var forgetAt = Later(at, Lateness > within ? Lateness : within);
        if (observation.Is(stepCount))
            return new State(at, [], forgetAt);

        // For each number of steps done, the chain that began last: whatever an older one could still complete, it can.
        var chains = (state as State)?.Chains is { IsEmpty: false } known ? known.ToBuilder() : NoChains();
        for (var step = stepCount - 1; step >= 0; step--)
        {
            if (!observation.Is(step) || (step == 0 ? new Chain(at, []) : chains[step - 1]) is not { } chain || at - chain.Since > within)
                continue;
            var longer = new Chain(chain.Since, chain.Events.Add(observation.Event));
            if (step == stepCount - 1)
            {
                found.Add(new Detected(at, longer.Events));
                return new State(at, [], forgetAt);
            }

            chains[step] = longer;
        }

        return new State(at, chains.ToImmutable(), forgetAt);
    }

    private protected override KeyState? Wake(KeyState state, ICollection<Detected> found) => null;

    private ImmutableArray<Chain?>.Builder NoChains()
    {
        var none = ImmutableArray.CreateBuilder<Chain?>(stepCount - 1);
        none.Count = stepCount - 1;
        return none;
    }

    private sealed record Chain(DateTimeOffset Since, ImmutableArray<OccurrenceEvent> Events);

    /// <param name="Chains">At <c>i</c> the one that has done steps 1 to <c>i+1</c>; empty when nothing was begun.</param>
    private sealed record State(DateTimeOffset Clock, ImmutableArray<Chain?> Chains, DateTimeOffset ForgetAt) : KeyState(Clock)
    {
        public override DateTimeOffset? WakeAt => ForgetAt;
    }
}
