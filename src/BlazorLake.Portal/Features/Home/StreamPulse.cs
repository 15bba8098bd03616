using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Design;

namespace BlazorLake.Portal.Features.Home;

/// <summary>How fast each stream flows, second by second: read once for all open pages, and only while there are any, or were a minute ago.</summary>
/// <remarks>Thread-safe. At most a minute of numbers is kept for each stream.</remarks>
internal sealed class StreamPulse(IStreamStore streams, TimeProvider clock, ILogger<StreamPulse> log) : IDisposable
{
    /// <summary>Seconds that are kept.</summary>
    public const int KeptSeconds = 60;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Action<Pulse>> _watchers = [];
    private readonly Dictionary<StreamName, StreamTrace> _traces = [];
    private CancellationTokenSource? _stop;
    private int _idleSeconds;
    private Pulse? _last;

    /// <summary>Calls <paramref name="handler"/> each second, the first time as soon as the first numbers are there, from any thread; it must return at once.</summary>
    public IDisposable Watch(Action<Pulse> handler)
    {
        Pulse? known;
        lock (_gate)
        {
            _watchers.Add(handler);
            _idleSeconds = 0;
            known = _last;
            if (_stop is null)
            {
                _stop = new CancellationTokenSource();
                _ = RunAsync(_stop.Token);
            }
        }

        if (known is not null)
            handler(known);
        return new Watcher(this, handler);
    }

    public void Dispose() => Stop();

    private async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            do
            {
                await ReadAsync(stop);
            }
            while (await timer.WaitForNextTickAsync(stop) && !HasLongBeenIdle());
        }
        catch (OperationCanceledException)
        {
            // Nobody watches any more.
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        IReadOnlyList<StreamSummary> found;
        try
        {
            found = await streams.ListAsync(stop);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The pages keep what they show; the next second may do better.
            log.PageFailed(error, nameof(StreamPulse));
            return;
        }

        var now = clock.GetUtcNow();
        Pulse pulse;
        Action<Pulse>[] watchers;
        lock (_gate)
        {
            foreach (var stream in found)
            {
                if (!_traces.TryGetValue(stream.Stream, out var trace))
                    _traces[stream.Stream] = trace = new StreamTrace();
                trace.Add(now, stream.EventCount);
            }

            _last = pulse = new Pulse(now, [.. found.Select(stream => _traces[stream.Stream].Show(stream))]);
            watchers = [.. _watchers];
        }

        foreach (var watcher in watchers)
            watcher(pulse);
    }

    private void Leave(Action<Pulse> handler)
    {
        lock (_gate)
            _watchers.Remove(handler);
    }

    // Whoever comes back from another page finds the last minute as it was.
    private bool HasLongBeenIdle()
    {
        lock (_gate)
        {
            _idleSeconds = _watchers.Count == 0 ? _idleSeconds + 1 : 0;
            if (_idleSeconds <= KeptSeconds)
                return false;
            Stop();
            return true;
        }
    }

    private void Stop()
    {
        lock (_gate)
        {
            _stop?.Cancel();
            _stop = null;
            _last = null;
            _traces.Clear();
        }
    }

    private sealed class Watcher(StreamPulse pulse, Action<Pulse> handler) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                pulse.Leave(handler);
        }
    }
}
