using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using BlazorLake.Portal.Features.Home;
using BlazorLake.Testing.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlazorLake.Portal.Tests.Home;

public sealed class StreamPulseTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(Samples.At);
    private readonly CountingStreams _streams = new();
    private readonly StreamPulse _pulse;

    public StreamPulseTests() => _pulse = new StreamPulse(_streams, _clock, NullLogger<StreamPulse>.Instance);

    public void Dispose() => _pulse.Dispose();

    [Fact]
    public void Watch_SeveralPages_ReadsOnceForAll()
    {
        var (first, second) = (0, 0);
        using var one = _pulse.Watch(_ => first++);
        using var two = _pulse.Watch(_ => second++);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, _streams.ReadCount);
        Assert.Equal((2, 2), (first, second));
    }

    [Fact]
    public void Watch_Again_AfterAShortWhile_FindsTheLastMinute()
    {
        _pulse.Watch(_ => { }).Dispose();
        Advance(10);

        Pulse? seen = null;
        using var watch = _pulse.Watch(pulse => seen = pulse);

        Assert.Equal(10, seen!.Streams[0].Seconds.Count);
    }

    [Fact]
    public void Watch_NobodyForLong_StopsReading()
    {
        _pulse.Watch(_ => { }).Dispose();
        Advance(StreamPulse.KeptSeconds + 2);
        var read = _streams.ReadCount;

        Advance(30);

        Assert.Equal(read, _streams.ReadCount);
    }

    [Fact]
    public void Read_StoreFails_GoesOnWithTheNextSecond()
    {
        var beats = 0;
        using var watch = _pulse.Watch(_ => beats++);
        _streams.Failure = new TimeoutException();
        Advance(3);
        Assert.Equal(1, beats);

        _streams.Failure = null;
        Advance(1);

        Assert.Equal(2, beats);
    }

    private void Advance(int seconds)
    {
        for (var i = 0; i < seconds; i++)
            _clock.Advance(TimeSpan.FromSeconds(1));
    }

    private sealed class CountingStreams : IStreamStore
    {
        public int ReadCount { get; private set; }

        public Exception? Failure { get; set; }

        public Task<IReadOnlyList<StreamSummary>> ListAsync(CancellationToken cancellationToken)
        {
            ReadCount++;
            return Failure is null
                ? Task.FromResult<IReadOnlyList<StreamSummary>>([new StreamSummary(Samples.Stream, ReadCount * 10, 0, Samples.At, Samples.At, Samples.At)])
                : Task.FromException<IReadOnlyList<StreamSummary>>(Failure);
        }

        public Task<StreamSummary?> FindAsync(StreamName stream, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<StreamSettings> ReadSettingsAsync(StreamName stream, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SaveSettingsAsync(StreamName stream, StreamSettings settings, string by, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string?> ReadProfileAsync(StreamName stream, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> WriteProfileAsync(StreamName stream, string? replaces, string profile, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
