using BlazorLake.Domain.Events;
using BlazorLake.Domain.Lake;
using BlazorLake.Pipeline.Deliveries;
using BlazorLake.Pipeline.Poison;
using Microsoft.Extensions.Logging;

namespace BlazorLake.Pipeline.Lake;

/// <summary>Gathers each stream's events until there are enough or the oldest has waited long enough, commits them, and only then acknowledges.</summary>
/// <remarks>
/// Never drops an event. A stream whose table can't be written is tried again later and does not hold up the others, until what it holds fills the memory allowed.
/// An event that can't be written though others can is set aside (ADR 0009).
/// </remarks>
internal sealed partial class AppendToLake(
    IDeliverySource source,
    StreamFlush flush,
    LakeOptions options,
    HandlerState state,
    TimeProvider time,
    ILogger<AppendToLake> logger) : IHandler
{
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<StreamName, StreamBuffer> _buffers = [];
    private readonly List<Delivery> _nothingToStore = [];
    private long _bufferedBytes;
    private volatile bool _flushesAtOnce;

    // What FlushInterval promises includes the commit itself.
    private TimeSpan GatherTime => options.FlushInterval * 0.8;

    /// <summary>From now on commits whatever it has, without gathering: the process is about to stop.</summary>
    public void FlushAtOnce() => _flushesAtOnce = true;

    public async Task RunAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (_bufferedBytes >= 2 * options.FlushBytes)
                await Task.Delay(NextDue(), time, stopping);
            else if (await source.WaitAsync(NextDue(), stopping))
                Take();
            foreach (var (stream, buffer) in _buffers)
                if (IsDue(buffer))
                    await FlushAsync(stream, buffer, cancellationToken);
        }
    }

    private void Take()
    {
        var isOneFull = false;
        while (!isOneFull && _bufferedBytes < 2 * options.FlushBytes && source.TryTake() is { } delivery)
        {
            if (delivery.Batch is not { For: not EventSide.Rules } batch)
            {
                _nothingToStore.Add(delivery);
                continue;
            }
            if (!_buffers.TryGetValue(batch.Stream, out var buffer))
                _buffers.Add(batch.Stream, buffer = new StreamBuffer());
            buffer.Add(delivery, time.GetTimestamp());
            _bufferedBytes += delivery.SizeBytes;
            isOneFull = buffer.SizeBytes >= options.FlushBytes || source.IsFull;
        }
        // Unreadable messages are the rules side's to keep, and what was sent again for it is its own.
        source.Complete(_nothingToStore);
        _nothingToStore.Clear();
    }

    private TimeSpan NextDue()
    {
        if (_flushesAtOnce)
            return TimeSpan.FromMilliseconds(20);
        var next = IdleWait;
        foreach (var buffer in _buffers.Values)
        {
            if (buffer.Deliveries.Count == 0)
                continue;
            var wait = buffer.Failures > 0
                ? time.GetElapsedTime(time.GetTimestamp(), buffer.NotBeforeStamp)
                : GatherTime - time.GetElapsedTime(buffer.SinceStamp);
            if (wait < next)
                next = wait;
        }
        return next > TimeSpan.Zero ? next : TimeSpan.Zero;
    }

    private bool IsDue(StreamBuffer buffer)
    {
        if (buffer.Deliveries.Count == 0)
            return false;
        if (buffer.Failures > 0)
            return time.GetTimestamp() >= buffer.NotBeforeStamp;
        return buffer.SizeBytes >= options.FlushBytes || _bufferedBytes >= 2 * options.FlushBytes || source.IsFull || _flushesAtOnce
            || time.GetElapsedTime(buffer.SinceStamp) >= GatherTime;
    }

    private async Task FlushAsync(StreamName stream, StreamBuffer buffer, CancellationToken cancellationToken)
    {
        Exception? error;
        try
        {
            (var done, _, error) = await flush.FlushAsync(stream, buffer, cancellationToken);
            source.Complete(done);
            _bufferedBytes -= done.Sum(d => d.SizeBytes);
            buffer.Remove(done);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            error = e;
        }
        if (error is not null)
        {
            var wait = Backoff.After(buffer.Failures + 1);
            buffer.Failed(time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency), Failures.MayComeFromEvents(error));
            state.Failed(error);
            LogFailed(logger, stream, buffer.Failures, error);
        }
        else if (_buffers.Values.All(b => b.Failures == 0))
        {
            state.Succeeded();
        }
    }

    [LoggerMessage(EventId = 3300, Level = LogLevel.Error, Message = "Appending events of {Stream} to the lake failed {Failures} time(s) in a row; nothing is lost, trying again")]
    private static partial void LogFailed(ILogger logger, StreamName stream, int failures, Exception error);
}
