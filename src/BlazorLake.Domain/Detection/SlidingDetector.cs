namespace BlazorLake.Domain.Detection;

/// <summary>At a matching event, the aggregate over those of <c>(t-size, t]</c> meets the test, and did not at the key's matching event before.</summary>
public sealed class SlidingDetector(Aggregate aggregate, Window.Sliding window, NumberTest test, TimeSpan lateness) : Detector(lateness)
{
    private protected override KeyState Take(KeyState? state, in Observation observation, ICollection<Detected> found)
    {
        var at = observation.At;
        var members = (state as State)?.Members ?? new Members(aggregate);
        members.Leave(at, window.Size);
        members.Add(at, observation.Value);
        var isMet = members.Tally.Meets(test);
        if (isMet && (window.Repeats || state is not State { IsMet: true }))
            found.Add(new Detected(at, [observation.Event]));
        return new State(at, members, isMet, Later(at, Lateness > window.Size ? Lateness : window.Size));
    }

    private protected override KeyState? Wake(KeyState state, ICollection<Detected> found)
    {
        var before = (State)state;
        if (!before.IsMet)
            return null;
        before.Members.Leave(before.ForgetAt, window.Size);
        return before;
    }

    /// <summary>The events of the window; handed on from state to state.</summary>
    private sealed class Members(Aggregate aggregate)
    {
        private readonly Queue<DateTimeOffset> _times = new();

        public Tally Tally { get; } = new(aggregate);

        public bool IsEmpty => _times.Count == 0;

        public void Add(DateTimeOffset at, Rules.Scalar? value)
        {
            if (!Tally.Takes(value))
                return;
            _times.Enqueue(at);
            Tally.Add(value);
        }

        public void Leave(DateTimeOffset at, TimeSpan size)
        {
            while (_times.TryPeek(out var oldest) && at - oldest >= size)
            {
                _times.Dequeue();
                Tally.RemoveOldest();
            }
        }
    }

    /// <param name="IsMet">At the last matching event; remembered as long as it is so, because only then does the next not fire.</param>
    private sealed record State(DateTimeOffset Clock, Members Members, bool IsMet, DateTimeOffset ForgetAt) : KeyState(Clock)
    {
        public override DateTimeOffset? WakeAt => IsMet && Members.IsEmpty ? null : ForgetAt;
    }
}
