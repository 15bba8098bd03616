using BlazorLake.Domain.Alerts;
using BlazorLake.Domain.Live;

namespace BlazorLake.Portal.Features.Alerts;

/// <summary>Tells one page which alerts changed: at once when it has been quiet, else what gathered in the meantime, at most every 30 ms.</summary>
/// <remarks>Every few seconds it also says "read again" (no alerts), because the feed is best effort. At most 1,000 changes gather; beyond that, it says "read again".</remarks>
internal sealed class LiveAlerts : IDisposable
{
    private const int MaxWaiting = 1000;

    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<AlertId, Alert> _waiting = [];
    private readonly Func<IReadOnlyList<Alert>, Task> _tell;
    private readonly IDisposable _subscription;
    private readonly ITimer _timer;
    private readonly ITimer _readAgain;
    private readonly TimeProvider _clock;
    private long _lastTold;
    private bool _overflow;
    private bool _busy;
    private bool _disposed;

    /// <param name="tell">Called from any thread, never twice at a time.</param>
    public LiveAlerts(ILiveFeed feed, TimeProvider clock, Func<IReadOnlyList<Alert>, Task> tell)
    {
        _tell = tell;
        _clock = clock;
        _timer = clock.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _readAgain = clock.CreateTimer(_ => TellToReadAgain(), null, ReadAgain, ReadAgain);
        _subscription = feed.Subscribe(Take);
    }

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _subscription.Dispose();
        _timer.Dispose();
        _readAgain.Dispose();
    }

    private void Take(LiveChange change)
    {
        if (change is not LiveChange.AlertsChanged { Alerts: { Count: > 0 } alerts })
            return;
        lock (_gate)
        {
            if (_waiting.Count + alerts.Count > MaxWaiting)
            {
                _overflow = true;
                _waiting.Clear();
            }
            else if (!_overflow)
            {
                foreach (var alert in alerts)
                    _waiting[alert.Id] = alert;
            }

            Schedule();
        }
    }

    // Under the lock.
    private void Schedule()
    {
        if (_busy || _disposed || (_waiting.Count == 0 && !_overflow))
            return;
        _busy = true;
        var since = _lastTold == 0 ? Gap : _clock.GetElapsedTime(_lastTold);
        _timer.Change(since >= Gap ? TimeSpan.Zero : Gap - since, Timeout.InfiniteTimeSpan);
    }

    private void TellToReadAgain()
    {
        lock (_gate)
        {
            _overflow = true;
            _waiting.Clear();
            Schedule();
        }
    }

    private void Tell()
    {
        IReadOnlyList<Alert> alerts;
        lock (_gate)
        {
            alerts = _overflow ? [] : [.. _waiting.Values];
            _overflow = false;
            _waiting.Clear();
        }

        _ = TellAsync(alerts);
    }

    private async Task TellAsync(IReadOnlyList<Alert> alerts)
    {
        try
        {
            await _tell(alerts);
        }
        catch (ObjectDisposedException)
        {
            // The page was closed meanwhile.
        }
        finally
        {
            lock (_gate)
            {
                _lastTold = _clock.GetTimestamp();
                _busy = false;
                Schedule();
            }
        }
    }
}
