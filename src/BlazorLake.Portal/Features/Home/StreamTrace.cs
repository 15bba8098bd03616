using BlazorLake.Domain.Streams;

namespace BlazorLake.Portal.Features.Home;

/// <summary>What one stream's counter said lately, made into rates. Not thread-safe.</summary>
internal sealed class StreamTrace
{
    /// <summary>Evens out commits, which come in groups.</summary>
    private const int SmoothedSeconds = 5;

    private readonly Queue<(double Seconds, double Count)> _steps = new();
    private DateTimeOffset _lastAt;
    private long _lastCount = -1;

    public void Add(DateTimeOffset at, long count)
    {
        if (_lastCount >= 0 && at > _lastAt)
        {
            _steps.Enqueue(((at - _lastAt).TotalSeconds, Math.Max(0, count - _lastCount)));
            if (_steps.Count > StreamPulse.KeptSeconds)
                _steps.Dequeue();
        }

        (_lastAt, _lastCount) = (at, count);
    }

    public StreamBeat Show(StreamSummary summary)
    {
        var recent = _steps.Skip(Math.Max(0, _steps.Count - SmoothedSeconds)).ToList();
        var seconds = recent.Sum(step => step.Seconds);
        return new StreamBeat(summary, seconds > 0 ? recent.Sum(step => step.Count) / seconds : 0, [.. _steps.Select(step => step.Count / step.Seconds)]);
    }
}
