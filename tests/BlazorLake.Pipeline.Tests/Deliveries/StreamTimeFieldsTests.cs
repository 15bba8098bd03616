using BlazorLake.Domain.Streams;
using BlazorLake.Pipeline.Deliveries;
using BlazorLake.Pipeline.Tests.Fakes;
using BlazorLake.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlazorLake.Pipeline.Tests.Deliveries;

/// <summary>A worker that starts, or whose memory of the settings just went stale, holds thousands of messages at once: they ask the database once.</summary>
public sealed class StreamTimeFieldsTests : IDisposable
{
    private const string Stream = "shop.orders";

    private readonly FakeTimeProvider _time = new();
    private readonly FakeStreamStore _store = new(new FakeEvaluationStore()) { Settings = new StreamSettings("at") };
    private readonly StreamTimeFields _fields;
    private int _reads;

    public StreamTimeFieldsTests() => _fields = new StreamTimeFields(_store, _time, NullLogger<StreamTimeFields>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _fields.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_ThousandsAtOnce_AsksTheDatabaseOnce(bool wasKnown)
    {
        if (wasKnown)
        {
            await _fields.ReadAsync(Stream, Token);
            _time.Advance(TimeSpan.FromMinutes(1));
        }
        var answer = new TaskCompletionSource();
        _store.BeforeReadSettings = () => Counted(answer.Task);

        var asking = Enumerable.Range(0, 5_000).Select(_ => _fields.ReadAsync(Stream, Token).AsTask()).ToList();
        answer.SetResult();

        Assert.All(await Task.WhenAll(asking), field => Assert.Equal("at", field));
        Assert.Equal(1, _reads);
    }

    [Fact]
    public async Task Read_DatabaseDownAndNothingKnown_AllWaitAndOneAsksAgain()
    {
        _store.BeforeReadSettings = () => Counted(Task.FromException(new InvalidOperationException("down")));
        var asking = Enumerable.Range(0, 1_000).Select(_ => _fields.ReadAsync(Stream, Token).AsTask()).ToList();
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await Eventually.TrueAsync(() => _reads == 2, Token);
        Assert.All(asking, task => Assert.False(task.IsCompleted));

        _store.BeforeReadSettings = () => Task.CompletedTask;
        await Eventually.TrueAsync(() => Advanced(asking[0]), Token);
        Assert.All(await Task.WhenAll(asking), field => Assert.Equal("at", field));
    }

    [Fact]
    public async Task Read_DatabaseDownButKnown_SaysWhatWasKnown()
    {
        await _fields.ReadAsync(Stream, Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        _store.BeforeReadSettings = () => Task.FromException(new InvalidOperationException("down"));
        Assert.Equal("at", await _fields.ReadAsync(Stream, Token));
    }

    [Fact]
    public async Task Read_OneAskerGivesUp_TheOthersGetTheAnswer()
    {
        var answer = new TaskCompletionSource();
        _store.BeforeReadSettings = () => Counted(answer.Task);
        using var impatience = new CancellationTokenSource();
        var first = _fields.ReadAsync(Stream, impatience.Token).AsTask();
        var second = _fields.ReadAsync(Stream, Token).AsTask();
        await impatience.CancelAsync();
        answer.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("at", await second);
        Assert.Equal(1, _reads);
    }

    private Task Counted(Task answer)
    {
        Interlocked.Increment(ref _reads);
        return answer;
    }

    private bool Advanced(Task task)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        return task.IsCompleted;
    }
}
