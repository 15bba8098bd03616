namespace BlazorLake.Domain.Streams;

/// <summary>How many events arrived in each 10 seconds of the last hour and a little more.</summary>
/// <remarks>Bounded to <see cref="Kept"/>. Not thread-safe.</remarks>
public sealed class ArrivalCounts
{
    /// <summary>How far back counts are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(61);

    /// <summary>The width of a bucket.</summary>
    public static readonly TimeSpan Width = TimeSpan.FromSeconds(10);

    private readonly SortedDictionary<long, long> _buckets = [];

    /// <summary>Start of each bucket that is not empty, and its count, oldest first.</summary>
    public IEnumerable<KeyValuePair<DateTimeOffset, long>> Buckets => _buckets.Select(b => KeyValuePair.Create(DateTimeOffset.UnixEpoch + (b.Key * Width), b.Value));

    public void Add(DateTimeOffset at, long count)
    {
        var bucket = (at - DateTimeOffset.UnixEpoch).Ticks / Width.Ticks;
        _buckets[bucket] = _buckets.GetValueOrDefault(bucket) + count;
        Trim();
    }

    public void Merge(ArrivalCounts other)
    {
        foreach (var (bucket, count) in other._buckets)
            _buckets[bucket] = _buckets.GetValueOrDefault(bucket) + count;
        Trim();
    }

    /// <summary>Arrivals in the last <paramref name="period"/> (at most <see cref="Kept"/>), to the precision of a bucket.</summary>
    public long Within(TimeSpan period, DateTimeOffset now)
    {
        var last = (now - DateTimeOffset.UnixEpoch).Ticks / Width.Ticks;
        var first = last - (period.Ticks / Width.Ticks);
        return _buckets.Where(b => b.Key > first && b.Key <= last).Sum(b => b.Value);
    }

    private void Trim()
    {
        if (_buckets.Count == 0)
            return;
        var oldest = _buckets.Keys.Last() - (Kept.Ticks / Width.Ticks);
        while (_buckets.Keys.First() is var first && first < oldest)
            _buckets.Remove(first);
    }
}
