namespace BlazorLake.Portal.Features.Demo;

/// <summary>The simulated world's time: what is planned happens in order of time, and may plan more.</summary>
/// <remarks>Bounded by what the simulations plan ahead. Not thread-safe.</remarks>
internal sealed class DemoClock(DateTimeOffset start)
{
    private readonly PriorityQueue<Action, (long Ticks, long Order)> _planned = new();
    private readonly List<DemoEvent> _happened = [];
    private long _order;

    public DateTimeOffset Now { get; private set; } = start;

    public void In(TimeSpan delay, Action action) => _planned.Enqueue(action, ((Now + delay).UtcTicks, _order++));

    public void Emit(string stream, string subject, object data) => _happened.Add(new DemoEvent(stream, Now, subject, data));

    /// <summary>Lets everything up to <paramref name="until"/> happen; what happened, in order.</summary>
    public IReadOnlyList<DemoEvent> Advance(DateTimeOffset until)
    {
        _happened.Clear();
        while (_planned.TryPeek(out _, out var at) && at.Ticks <= until.UtcTicks)
        {
            var action = _planned.Dequeue();
            Now = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
            action();
        }

        Now = until > Now ? until : Now;
        return [.. _happened];
    }
}
