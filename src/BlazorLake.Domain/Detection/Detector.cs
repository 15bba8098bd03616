namespace BlazorLake.Domain.Detection;

/// <summary>Finds what a rule looks for in the events of one key, in their order of arrival. Live, test and backtest ask the same one.</summary>
/// <remarks>
/// What it knows of a key is in the <see cref="KeyState"/> it is given and returns; it has no other memory. Thread-safe.
/// A timer due at D fires before an event of its key with t &gt; D and after those with t = D. Source: CONTRACT.md section 4, "Detection"; ADR 0011.
/// </remarks>
/// <param name="lateness">An event further than this behind its key's clock is left out; zero or more.</param>
public abstract class Detector(TimeSpan lateness)
{
    protected TimeSpan Lateness => lateness;

    /// <summary>Whether the event is too far behind its key's clock to be taken.</summary>
    public bool IsLate(KeyState? state, in Observation observation) => state is not null && state.Clock - observation.At > lateness;

    /// <summary>Takes one event that is not late.</summary>
    /// <param name="state">What is remembered of its key; null: nothing.</param>
    /// <param name="found">Gets what the event, and timers due before it, made happen.</param>
    /// <returns>What to remember; null: nothing.</returns>
    public KeyState? Observe(KeyState? state, in Observation observation, ICollection<Detected> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var at = state is not null && state.Clock > observation.At ? state.Clock : observation.At;
        while (state?.WakeAt is { } due && due < at)
            state = Wake(state, found);
        return Take(state, observation with { At = at }, found);
    }

    /// <summary>Lets everything happen that is due at <paramref name="watermark"/>.</summary>
    public KeyState? Advance(KeyState? state, DateTimeOffset watermark, ICollection<Detected> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        while (state?.WakeAt is { } due && due <= watermark)
            state = Wake(state, found);
        return state;
    }

    /// <param name="observation">At the instant that the key's clock shows with it.</param>
    private protected abstract KeyState? Take(KeyState? state, in Observation observation, ICollection<Detected> found);

    /// <summary>Does what is due at the state's <see cref="KeyState.WakeAt"/>; what is returned wants to be woken later, or not at all.</summary>
    private protected abstract KeyState? Wake(KeyState state, ICollection<Detected> found);

    /// <summary>Saturates: no event is so late, nor a wait so long, that an instant does not exist.</summary>
    private protected static DateTimeOffset Later(DateTimeOffset at, TimeSpan by) => DateTimeOffset.MaxValue - at > by ? at + by : DateTimeOffset.MaxValue;
}
