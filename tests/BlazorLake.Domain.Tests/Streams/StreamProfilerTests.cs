using System.Text;
using BlazorLake.Domain.Events;
using BlazorLake.Domain.Streams;
using Microsoft.Extensions.Time.Testing;

namespace BlazorLake.Domain.Tests.Streams;

public sealed class StreamProfilerTests
{
    private static readonly StreamName Stream = StreamName.Parse("shop.cart");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ProfilesInMemory _store = new();

    [Fact]
    public async Task FlushAsync_EventsOfTwoNodes_LosesNeitherOnes()
    {
        var (first, second) = (new StreamProfiler(_store, _time), new StreamProfiler(_store, _time));
        for (var round = 0; round < 3; round++)
        {
            first.Add(Stream, Events("""{"a":1}""", 2));
            second.Add(Stream, Events("""{"b":1}""", 1));
            await first.FlushAsync(all: true, TestContext.Current.CancellationToken);
            await second.FlushAsync(all: true, TestContext.Current.CancellationToken);
        }

        var profile = StreamProfileJson.Read(_store.Profile);
        Assert.Equal((9L, 6L, 3L), (profile.SampledCount, profile.Find("a")!.Count, profile.Find("b")!.Count));
        Assert.Equal(9, profile.Arrivals.Within(TimeSpan.FromMinutes(1), _time.GetUtcNow()));
    }

    [Fact]
    public async Task FlushAsync_OftenerThanDue_WritesOnceASecondWhileTheSchemaChanges()
    {
        var profiler = new StreamProfiler(_store, _time);
        for (var tenth = 0; tenth < 20; tenth++)
        {
            profiler.Add(Stream, Events($$"""{"f{{tenth}}":1}""", 1));
            await profiler.FlushAsync(all: false, TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(2, _store.Writes);
    }

    [Fact]
    public async Task FlushAsync_StoreThatFailed_KeepsWhatWasSeen()
    {
        var profiler = new StreamProfiler(_store, _time);
        profiler.Add(Stream, Events("""{"a":1}""", 3));
        _store.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => profiler.FlushAsync(all: false, TestContext.Current.CancellationToken));

        _store.Fails = false;
        profiler.Add(Stream, Events("""{"a":1}""", 1));
        await profiler.FlushAsync(all: false, TestContext.Current.CancellationToken);

        Assert.Equal(4, StreamProfileJson.Read(_store.Profile).SampledCount);
    }

    [Fact]
    public async Task Add_MoreThanIsSampled_CountsAllAndSamplesSome()
    {
        var profiler = new StreamProfiler(_store, _time);
        for (var group = 0; group < 10; group++)
            profiler.Add(Stream, Events("""{"a":1}""", 700));
        await profiler.FlushAsync(all: true, TestContext.Current.CancellationToken);

        var profile = StreamProfileJson.Read(_store.Profile);
        Assert.Equal(7000, profile.Arrivals.Within(TimeSpan.FromHours(1), _time.GetUtcNow()));
        Assert.InRange(profile.SampledCount, 10, StreamProfiler.SamplesPerSecond + 10);
    }

    [Fact]
    public void Within_CountsOfDifferentAges_TakesThePeriodAsked()
    {
        var arrivals = new ArrivalCounts();
        var now = _time.GetUtcNow();
        arrivals.Add(now - TimeSpan.FromHours(3), 1000);
        arrivals.Add(now - TimeSpan.FromMinutes(59), 100);
        arrivals.Add(now - TimeSpan.FromSeconds(30), 10);
        arrivals.Add(now, 1);

        Assert.Equal(11, arrivals.Within(TimeSpan.FromMinutes(1), now));
        Assert.Equal(111, arrivals.Within(TimeSpan.FromHours(1), now));
        Assert.Equal(3, arrivals.Buckets.Count());
    }

    private static List<StreamEvent> Events(string json, int count) => [.. Enumerable.Range(0, count).Select(i => new StreamEvent
    {
        Stream = Stream,
        Id = $"{i}",
        Source = "s",
        Type = "t",
        Time = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Data = Encoding.UTF8.GetBytes(json),
    })];

    /// <summary>Profiles as a store keeps them; everything else of the port is not asked for here.</summary>
    private sealed class ProfilesInMemory : IStreamStore
    {
        public string? Profile { get; private set; }

        public int Writes { get; private set; }

        public bool Fails { get; set; }

        public Task<string?> ReadProfileAsync(StreamName stream, CancellationToken cancellationToken) => Task.FromResult(Profile);

        public Task<bool> WriteProfileAsync(StreamName stream, string? replaces, string profile, CancellationToken cancellationToken)
        {
            if (Fails)
                throw new IOException("The disk is gone.");
            if (replaces != Profile)
                return Task.FromResult(false);
            Profile = profile;
            Writes++;
            return Task.FromResult(true);
        }

        public Task<IReadOnlyList<StreamSummary>> ListAsync(CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task<StreamSummary?> FindAsync(StreamName stream, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task<StreamSettings> ReadSettingsAsync(StreamName stream, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task SaveSettingsAsync(StreamName stream, StreamSettings settings, string by, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
