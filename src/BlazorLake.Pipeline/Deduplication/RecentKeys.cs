using System.Globalization;
using BlazorLake.Domain.Events;

namespace BlazorLake.Pipeline.Deduplication;

/// <summary>The keys of the events of the last 7 (at most 8) days: an index over the log that is the truth (ADR 0003), to be rebuilt from it at will.</summary>
/// <remarks>
/// The newest keys are in memory, the rest in sorted runs on disk, merged four by four, so memory stays flat and a lookup costs a cache line a run.
/// Used by one handler at a time; writing runs happens beside it. After a crash what was only in memory is read again from the log.
/// </remarks>
internal sealed class RecentKeys : IAsyncDisposable
{
    public const int TailKeys = 1 << 18;
    public static readonly TimeSpan Window = TimeSpan.FromDays(7);

    private static readonly TimeSpan SpillAfter = TimeSpan.FromMinutes(5);

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly FileStream? _lock;
    private readonly SeenRuns _runs;
    private readonly Dictionary<string, long> _positions;
    private KeyTail _tail = new();
    private KeyTail _spilling = new();
    private Dictionary<string, long> _spillingPositions = [];
    private Task _spill = Task.CompletedTask;
    private long _spilledAt;

    private RecentKeys(string folder, FileStream? folderLock, TimeProvider time)
    {
        _folder = folder;
        _lock = folderLock;
        _time = time;
        _runs = SeenRuns.Open(folder, DayOf(time.GetUtcNow()));
        _positions = new Dictionary<string, long>(_runs.Positions);
        _spilledAt = time.GetTimestamp();
    }

    /// <summary>Opens <paramref name="folder"/>, or, if another process holds it, one with a number behind.</summary>
    public static RecentKeys Open(string folder, TimeProvider time)
    {
        for (var i = 1; ; i++)
        {
            var path = i == 1 ? folder : string.Create(CultureInfo.InvariantCulture, $"{folder}-{i}");
            Directory.CreateDirectory(path);
            try
            {
                return new RecentKeys(path, new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), time);
            }
            catch (IOException) when (i < 100)
            {
            }
        }
    }

    public static int DayOf(DateTimeOffset at) => (int)(at.UtcTicks / TimeSpan.TicksPerDay);

    /// <summary>Up to where <paramref name="log"/> is known; null: nothing of it.</summary>
    public long? PositionOf(string log) => _positions.TryGetValue(log, out var position) ? position : null;

    public bool Contains(EventKey key) => _tail.Contains(key) || _spilling.Contains(key) || _runs.Contains(key);

    /// <summary>Remembers what <paramref name="log"/> holds at <paramref name="position"/>. Waits only when keys come faster than the disk takes them.</summary>
    public async ValueTask RecordAsync(string log, long position, DateTimeOffset at, IReadOnlyList<EventKey> keys, CancellationToken cancellationToken)
    {
        _tail.Add(keys, at);
        _positions[log] = position;
        if (_tail.Count >= TailKeys || (_tail.Count > 0 && _time.GetElapsedTime(_spilledAt) > SpillAfter))
            await SpillAsync(cancellationToken);
    }

    /// <summary>Forgets everything, also on disk: the index was of another history.</summary>
    public async ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await EndSpillAsync();
        _tail.Clear();
        _spilling.Clear();
        _positions.Clear();
        _runs.Clear();
    }

    /// <summary>Writes what is only in memory, so that the next start need not read it again.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await SpillAsync(cancellationToken);
        await _spill.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await EndSpillAsync();
        _runs.Dispose();
        if (_lock is not null)
            await _lock.DisposeAsync();
    }

    private async Task EndSpillAsync()
    {
        await _spill.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _spill = Task.CompletedTask;
    }

    private async ValueTask SpillAsync(CancellationToken cancellationToken)
    {
        // A spill that failed (disk full) is tried again before the next: its keys are in memory until then, and are on no disk.
        if (_spill.IsFaulted)
            _spill = SpillAgainAsync();
        await _spill.WaitAsync(cancellationToken);
        _spilling.Clear();
        _spilledAt = _time.GetTimestamp();
        if (_tail.Count == 0)
        {
            // A log may grow by entries without keys; that it was read so far is worth keeping too.
            _runs.Keep(new Dictionary<string, long>(_positions));
            return;
        }
        (_tail, _spilling) = (_spilling, _tail);
        _spillingPositions = new Dictionary<string, long>(_positions);
        _spill = SpillAgainAsync();
    }

    private Task SpillAgainAsync()
    {
        var (keys, positions, today) = (_spilling, _spillingPositions, DayOf(_time.GetUtcNow()));
        return Task.Run(() => _runs.Add(keys, positions, today));
    }
}
