namespace BlazorLake.Portal.Features.Alerts;

/// <summary>Does something when asked: at once when that was quiet, else once for all that asked meanwhile, with a pause between.</summary>
internal sealed class Pace : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _pause;
    private readonly TimeProvider _clock;
    private readonly Func<Task> _act;
    private readonly ITimer _timer;
    private long _lastEnd;
    private bool _isAsked;
    private bool _isBusy;
    private bool _disposed;

    /// <param name="act">Called from any thread, never twice at a time.</param>
    public Pace(TimeSpan pause, TimeProvider clock, Func<Task> act)
    {
        (_pause, _clock, _act) = (pause, clock, act);
        _timer = clock.CreateTimer(_ => _ = ActAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Ask()
    {
        lock (_gate)
        {
            _isAsked = true;
            Schedule();
        }
    }

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _timer.Dispose();
    }

    // Under the lock.
    private void Schedule()
    {
        if (_isBusy || _disposed || !_isAsked)
            return;
        _isBusy = true;
        var since = _lastEnd == 0 ? _pause : _clock.GetElapsedTime(_lastEnd);
        _timer.Change(since >= _pause ? TimeSpan.Zero : _pause - since, Timeout.InfiniteTimeSpan);
    }

    private async Task ActAsync()
    {
        lock (_gate)
            _isAsked = false;
        try
        {
            await _act();
        }
        catch (ObjectDisposedException)
        {
            // The page was closed meanwhile.
        }
        finally
        {
            lock (_gate)
            {
                _lastEnd = _clock.GetTimestamp();
                _isBusy = false;
                Schedule();
            }
        }
    }
}
